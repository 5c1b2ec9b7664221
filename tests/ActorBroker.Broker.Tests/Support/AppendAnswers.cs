using System.Collections.Concurrent;
using ActorBroker.Broker.Doors;
using Akka.Actor;

namespace ActorBroker.Broker.Tests.Support;

/// <summary>A door that keeps the answers it gets, and tells a test's actor of each.</summary>
internal sealed class AppendAnswers(IActorRef observer) : IAppendReceiver
{
    public ConcurrentQueue<(int Tag, AppendAnswer Answer)> All { get; } = new();

    public void OnAppended(int tag, in AppendAnswer answer)
    {
        All.Enqueue((tag, answer));
        observer.Tell(answer);
    }
}
