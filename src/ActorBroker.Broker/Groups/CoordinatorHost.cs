using System.Collections.Immutable;
using ActorBroker.Broker.Doors;
using ActorBroker.Broker.Nodes;
using ActorBroker.Machines.Groups;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;
using Akka.Actor;
using Akka.Event;

namespace ActorBroker.Broker.Groups;

/// <summary>
/// Has a <see cref="CoordinatorShard"/> for every partition of <c>__consumer_offsets</c> that this broker hosts, and tells them which topics are gone.
/// Child of the broker's node.
/// </summary>
internal sealed class CoordinatorHost : UntypedActor
{
    private readonly BrokerDoors _doors;
    private readonly GroupContext _context;
    private readonly Dictionary<PartitionId, IActorRef> _shards = [];
    private readonly ILoggingAdapter _logger = Context.GetLogger();
    private MetadataImage _image = MetadataImage.Empty;

    public CoordinatorHost(BrokerDoors doors)
    {
        _doors = doors;
        _context = new GroupContext(doors.Configs.Groups, doors.Clock, doors.Executor, doors.Groups);
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(exception =>
    {
        _logger.Error(exception, "A shard of groups failed, and begins again.");
        return Directive.Restart;
    });

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case FollowMetadata follow:
                Follow(follow);
                break;
            case Hosted hosted:
                Host(hosted.Id);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Follow(FollowMetadata follow)
    {
        var before = _image;
        _image = follow.Image;
        var gone = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var id in follow.Changed)
        {
            if (_shards.ContainsKey(id) || follow.Image.Topics.Find(id.Topic)?.Name == CoordinatorTopic.Name)
                AwaitHosted(id, follow.Image.Offset);
            if (before.Topics.Find(id.Topic) is { } topic && follow.Image.Topics.Find(topic.Name) is null)
                gone.Add(topic.Name);
        }

        if (gone.Count == 0)
            return;

        var forget = new ForgetTopics(gone.ToImmutable());
        foreach (var (_, shard) in _shards)
            shard.Tell(forget);
    }

    /// <summary>The partition may be hosted a moment after the metadata says so.</summary>
    private void AwaitHosted(PartitionId id, MetadataOffset offset)
    {
        if (!_doors.Partitions.TryWait(offset, new CaughtUp(Self, new Hosted(id))))
            Host(id);
    }

    private void Host(PartitionId id)
    {
        var isWanted = _image.Topics.Find(id.Topic) is not null && _doors.Partitions.Find(id) is not null;
        if (isWanted && !_shards.ContainsKey(id))
        {
            var (context, hosted) = (_context, _doors.Partitions.Find(id)!);
            _shards.Add(id, Context.ActorOf(Props.Create(() => new CoordinatorShard(context, hosted)), id.ToString()));
        }
        else if (!isWanted && _shards.Remove(id, out var shard))
            Context.Stop(shard);
    }

    private sealed record Hosted(PartitionId Id);

    private sealed class CaughtUp(IActorRef host, Hosted hosted) : DoorWait
    {
        protected override void OnWoken() => host.Tell(hosted);
    }
}
