using ActorBroker.Broker.Doors;
using ActorBroker.Machines.Groups;

namespace ActorBroker.Broker.Tests.Groups;

/// <summary>A door's call to a group, which is answered once.</summary>
internal sealed class PendingAnswer : IGroupReceiver
{
    private GroupReply? _reply;

    public GroupReply? Reply => Volatile.Read(ref _reply);

    public void OnAnswered(GroupReply reply) => Assert.Null(Interlocked.Exchange(ref _reply, reply));
}
