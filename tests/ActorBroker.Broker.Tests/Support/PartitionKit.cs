using System.Text;
using ActorBroker.Broker.Doors;
using ActorBroker.Broker.Partitions;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Flushing;
using ActorBroker.Machines;
using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Machines.Replication;
using ActorBroker.Model;
using ActorBroker.Model.Records;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorBroker.Broker.Tests.Support;

/// <summary>The base of tests with one partition's actor over a disk in memory.</summary>
public abstract class PartitionKit : TestKit
{
    internal static readonly PartitionId Id = new(new TopicId(new Guid(7, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1])), new PartitionIndex(0));
    internal static readonly BrokerId Broker = new(1);
    internal static readonly BrokerId Other = new(2);
    internal static readonly Incarnation OtherRun = new(20);

    private readonly Random _random = new(1);

    internal MemoryDisk Disk { get; private set; } = new(keepsHistory: true);

    internal HeldExecutor Executor { get; } = new();

    internal LogDirectories Directories { get; private set; } = null!;

    internal HostedPartition Hosted { get; private set; } = null!;

    /// <summary>Gets what the partition wants told to other nodes.</summary>
    internal TestProbe Peers => field ??= CreateTestProbe();

    internal AppendAnswers Answers => field ??= new AppendAnswers(TestActor);

    /// <summary>Starts the partition on what the disk has, without a role.</summary>
    internal void Start(TopicSettings? settings = null)
    {
        var options = new LogDirectoryOptions { ClusterId = "cluster", Broker = Broker, NewDirectoryId = NewId };
        Directories = LogDirectories.Open(Disk, ["/data"], options);
        var flushers = Directories.All.Select(_ => new Flusher(Executor, 4)).ToArray();
        var context = new PartitionContext(
            Broker, new Incarnation(1), TimeProvider.System, Directories, flushers, Executor, Peers.Ref, _random.Next);
        Hosted = new HostedPartition(Id, settings ?? TopicSettings.Default);
        Hosted.Attach(Sys.ActorOf(Props.Create(() => new Partition(context, Hosted, 0))));
    }

    /// <summary>Starts it as the leader of an epoch.</summary>
    internal void Lead(int epoch = 0, TopicSettings? settings = null)
    {
        Start(settings);
        Assign(epoch, Broker);
        AwaitStatus(PartitionStatus.Leader);
    }

    /// <summary>Tells the partition who leads in an epoch; it has two replicas, and the leader alone is in sync.</summary>
    internal void Assign(int epoch, BrokerId leader, TopicSettings? settings = null) => Assign(Roles(epoch, leader), settings);

    internal void Assign(PartitionImage state, TopicSettings? settings = null, int minIsr = 1, int run = 1) =>
        Hosted.Actor.Tell(new AssignRoles(
            new ReplicaRoles(state, minIsr, new Incarnation(run), [new ReplicaIncarnation(Other, OtherRun)]), settings ?? Hosted.Entry.Settings));

    internal static PartitionImage Roles(int epoch, BrokerId leader) => new()
    {
        Replicas = [Broker, Other],
        Isr = [leader],
        Leader = leader,
        LeaderEpoch = new LeaderEpoch(epoch),
        Epoch = new PartitionEpoch(epoch),
    };

    internal void AwaitStatus(PartitionStatus status) => AwaitCondition(() => Hosted.Entry.Status == status);

    /// <summary>Ends the partition and gives everything back.</summary>
    internal void Close()
    {
        Hosted.Actor.Tell(new ClosePartition(IsGone: false), TestActor);
        FishForMessage(message => message is PartitionClosed);
        Assert.Empty(Directories.Stop());
    }

    /// <summary>Goes on with the disk as a power cut now leaves it.</summary>
    internal void CutPower()
    {
        Sys.Stop(Hosted.Actor);
        Disk = Disk.CrashedAt(Disk.ChangeCount, DiskCrash.PowerLoss, _random);
    }

    internal void Append(Acks acks, params string[] values) => Append(acks, RecordBatchOptions.Default, values);

    internal void Append(Acks acks, RecordBatchOptions options, params string[] values)
    {
        using var builder = new RecordBatchBuilder(options);
        foreach (var value in values)
            Assert.True(builder.TryAppend(1_000, default, Encoding.UTF8.GetBytes(value)));
        Append(acks, builder.ToArray());
    }

    internal void Append(Acks acks, byte[] batch)
    {
        var validation = RecordBatchValidator.Validate(batch, RecordValidationOptions.Default, 1_000);
        Assert.True(validation.IsValid);
        Hosted.Actor.Tell(new AppendRequest { Batch = batch, Validation = validation, Acks = acks, Receiver = Answers });
    }

    private Guid NewId()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
