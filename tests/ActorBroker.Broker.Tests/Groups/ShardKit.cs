using System.Collections.Immutable;
using ActorBroker.Broker.Doors;
using ActorBroker.Broker.Groups;
using ActorBroker.Broker.Tests.Support;
using ActorBroker.Machines.Groups;
using ActorBroker.Model;
using Akka.Actor;

namespace ActorBroker.Broker.Tests.Groups;

/// <summary>The base of tests with one shard of groups over one partition's actor, over a disk in memory.</summary>
public abstract class ShardKit : PartitionKit
{
    internal const string Group = "analytics";

    private static int _ids;

    internal IActorRef Shard { get; private set; } = ActorRefs.Nobody;

    internal GroupCoordinators Coordinators { get; } = new();

    internal ImmutableDictionary<string, string> Configs { get; set; } =
        ImmutableDictionary<string, string>.Empty.Add("group.initial.rebalance.delay.ms", "0");

    /// <summary>Starts the shard on the partition, which the test has started.</summary>
    internal void StartShard()
    {
        var context = new GroupContext(new ConfigCatalog(Broker, Configs).Groups, TimeProvider.System, Executor, Coordinators);
        Shard = Sys.ActorOf(Props.Create(() => new CoordinatorShard(context, Hosted)));
    }

    /// <summary>Starts partition and shard, and waits until groups are served.</summary>
    internal void Serve(TopicSettings? settings = null, int epoch = 0)
    {
        Lead(epoch, settings);
        StartShard();
        AwaitCondition(() => Ask(new DescribeGroup()) is GroupDescription);
    }

    /// <summary>Begins again on what the disk has, as another process would.</summary>
    internal void Restart(int epoch)
    {
        Watch(Shard);
        Sys.Stop(Shard);
        FishForMessage(message => message is Terminated);
        Close();
        Serve(epoch: epoch);
    }

    internal PendingAnswer Send(GroupCommand command, string group = Group)
    {
        var answer = new PendingAnswer();
        Shard.Tell(new GroupRequest(group, command, answer));
        return answer;
    }

    internal GroupReply Ask(GroupCommand command, string group = Group) => Await(Send(command, group));

    internal GroupReply Await(PendingAnswer answer)
    {
        AwaitCondition(() => answer.Reply is not null);
        return answer.Reply!;
    }

    internal GroupListing List()
    {
        var answer = new PendingAnswer();
        Shard.Tell(new GroupListRequest(answer));
        return Assert.IsType<GroupListing>(Await(answer));
    }

    internal static JoinGroup Joining(string memberId = "", int metadataBytes = 1) => new()
    {
        FreshId = new Guid(Interlocked.Increment(ref _ids), 0, 0, new byte[8]),
        MemberId = memberId,
        ClientId = "client",
        ClientHost = "/127.0.0.1",
        SessionTimeout = TimeSpan.FromMinutes(1),
        RebalanceTimeout = TimeSpan.FromMinutes(1),
        ProtocolType = "consumer",
        Protocols = [new GroupProtocol("range", new byte[metadataBytes])],
    };

    internal static CommitOffsets Committing(long offset, string memberId = "", int generation = -1) => new()
    {
        MemberId = memberId,
        Generation = generation,
        Offsets = [new OffsetToCommit(Place, new Offset(offset), new LeaderEpoch(3), "note")],
    };

    internal static OffsetPlace Place => new("orders", new PartitionIndex(1));

    internal CommittedOffset? Committed(string group = Group) =>
        Assert.IsType<FetchedOffsets>(Ask(new FetchOffsets([Place]), group)).Offsets[0].Value;

    /// <summary>Has one member join and sync; its id.</summary>
    internal string Stable()
    {
        var joined = Assert.IsType<JoinReply>(Ask(Joining()));
        var assignments = ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty.Add(joined.MemberId, new byte[] { 1, 2, 3 });
        var synced = Ask(new SyncGroup { MemberId = joined.MemberId, Generation = joined.Generation, Assignments = assignments });
        Assert.Equal(ErrorCode.None, synced.Error);
        return joined.MemberId;
    }
}
