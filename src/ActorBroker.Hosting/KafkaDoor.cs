using System.Net;
using ActorBroker.Broker.Doors;
using ActorBroker.Hosting.Metrics;
using ActorBroker.Listener;
using Akka.Event;

namespace ActorBroker.Hosting;

/// <summary>The door for Kafka clients.</summary>
internal sealed class KafkaDoor : IClientDoor
{
    private readonly KafkaListener _listener;

    private readonly string _name;

    private KafkaDoor(KafkaListener listener, string name) => (_listener, _name) = (listener, name);

    public IPEndPoint EndPoint => _listener.EndPoint;

    public ListenerFigures Figures => new(_name, _listener.ConnectionCount, _listener.OpenedCount, _listener.Requests);

    /// <exception cref="System.Net.Sockets.SocketException">The address is taken, or is not this machine's.</exception>
    public static IClientDoor Bind(ListenerOptions options, BrokerDoors doors, ILoggingAdapter logger) => new KafkaDoor(KafkaListener.Bind(options, doors, logger), options.Name);

    public void Open() => _listener.Start();

    public Task CloseAsync() => _listener.StopAsync();
}
