using System.Net;
using ActorBroker.Hosting.Metrics;
using ActorBroker.Listener;

namespace ActorBroker.Hosting.Tests.Support;

/// <summary>A door that nobody comes through, and that tells a test when it is used.</summary>
internal sealed class FakeDoor(IPEndPoint endPoint, Action<string> tell) : IClientDoor
{
    /// <summary>Done once it may close.</summary>
    public Task Closable { get; init; } = Task.CompletedTask;

    public IPEndPoint EndPoint => endPoint;

    public ListenerFigures Figures { get; } = new("PLAINTEXT", 0, 0, new RequestDurations());

    public void Open() => tell("opened");

    public Task CloseAsync()
    {
        tell("closed");
        return Closable;
    }
}
