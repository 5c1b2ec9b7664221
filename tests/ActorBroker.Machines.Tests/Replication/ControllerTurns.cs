using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Machines.Replication;
using ActorBroker.Machines.Tests.Checking;
using ActorBroker.Machines.Tests.Controller;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>
/// The controller as one atomic register: each command is decided and committed at once, with the replicas in any order, so that every
/// election that may come out otherwise does. Each pair of state and command is decided once.
/// </summary>
internal sealed class ControllerTurns(PartTable parts, Coverage coverage, ReplicationMistake mistake)
{
    /// <summary>Brokers, all with a replica; their first runs have the numbers 1 to this.</summary>
    public const int Brokers = 3;

    /// <summary>In-sync replicas that acks=all needs.</summary>
    public const int MinIsr = 2;

    private static readonly ControllerOptions Options = new();

    private readonly Dictionary<(int Controller, Type Command, int Broker, long Argument), ControllerTurn[]> _turns = [];
    private readonly Dictionary<(int Controller, int Message), ControllerTurn[]> _altered = [];
    private readonly Dictionary<(int Controller, int Broker), ReplicaRoles> _views = [];

    /// <summary>The cluster at the beginning: all brokers active, broker 1 leads, all are in sync.</summary>
    public static ControllerPart First()
    {
        var cluster = new TestCluster(Options, Brokers);
        cluster.Do(new CreateTopics(
            [new NewTopic
            {
                Name = "checked",
                Id = ReplicationNames.Partition.Topic,
                Assignments = [new ReplicaAssignment(ReplicationNames.Partition.Index, TestCluster.Brokers(Enumerable.Range(1, Brokers)))],
                Configs = [new("min.insync.replicas", $"{MinIsr}")],
            }],
            0));
        return new ControllerPart(cluster.Image);
    }

    /// <summary>What a broker sees when it pulls the metadata. Who may join the ISR concerns the leader alone.</summary>
    public ReplicaRoles View(int controller, BrokerId broker)
    {
        if (!_views.TryGetValue((controller, broker.Value), out var view))
        {
            var (image, state) = ((ControllerPart)parts[controller]).Seen;
            var active = state.Leader != broker ? [] : state.Replicas.Where(image.IsActive)
                .Select(replica => new ReplicaIncarnation(replica, image.Brokers[replica].Incarnation));
            view = new ReplicaRoles(state, MinIsr, image.Brokers[broker].Incarnation, [.. active]);
            _views.Add((controller, broker.Value), view);
        }

        return view;
    }

    public ControllerTurn[] Fence(int controller, BrokerId broker) =>
        Turns((controller, typeof(FenceBroker), broker.Value, 0), image => new FenceBroker(broker, image.Brokers[broker].Incarnation));

    public ControllerTurn[] Unfence(int controller, BrokerId broker, Incarnation incarnation) =>
        Turns((controller, typeof(UnfenceBroker), broker.Value, incarnation.Value), _ => new UnfenceBroker(broker, incarnation));

    public ControllerTurn[] Register(int controller, BrokerId broker, bool isComplete) => Turns(
        (controller, typeof(RegisterBroker), broker.Value, isComplete ? 1 : 0), image => new RegisterBroker(new BrokerRegistration
        {
            Id = broker,
            RunId = new Guid(broker.Value, (short)image.LastIncarnation.Next.Value, 0, new byte[8]),
            CompleteSince = isComplete || mistake.AlwaysComplete ? image.Brokers[broker].LastActive : Incarnation.None,
            IsPredecessorGone = true,
        }));

    public ControllerTurn[] Alter(int controller, int message)
    {
        if (!_altered.TryGetValue((controller, message), out var turns))
        {
            var proposal = (ProposalPart)parts[message];
            var wanted = new IsrProposal(ReplicationNames.Partition, proposal.LeaderEpoch, proposal.Epoch, [.. proposal.Members.Select(Seen)]);
            turns = Decide(controller, _ => new AlterIsr(proposal.From.Broker, proposal.From.Incarnation, [wanted]));
            _altered.Add((controller, message), turns);
        }

        return turns;
    }

    private ReplicaIncarnation Seen(ReplicaIncarnation member) => mistake.ForgetsRuns ? member with { Incarnation = Incarnation.None } : member;

    private ControllerTurn[] Turns((int Controller, Type Command, int Broker, long Argument) key, Func<MetadataImage, ControllerCommand> command)
    {
        if (!_turns.TryGetValue(key, out var turns))
        {
            turns = Decide(key.Controller, command);
            _turns.Add(key, turns);
        }

        return turns;
    }

    private ControllerTurn[] Decide(int controller, Func<MetadataImage, ControllerCommand> command)
    {
        var part = (ControllerPart)parts[controller];
        return [.. part.WithReplicasInEveryOrder().Select(image => Decide(image, command(image))).DistinctBy(turn => turn.Next)];
    }

    private ControllerTurn Decide(MetadataImage image, ControllerCommand command)
    {
        var machine = new ControllerMachine(image.ControllerEpoch, Options, new TestConfigDefinitions(), image);
        var decision = machine.Decide(command, TestCluster.Start);
        foreach (var happened in decision.Events)
            machine.Apply(machine.Image.Offset.Next, happened);

        var (before, part) = (new ControllerPart(image).State, new ControllerPart(machine.Image));
        var what = part.State.LeaderEpoch > before.LeaderEpoch ? "election" : part.State.Epoch > before.Epoch ? "change" : "same";
        var row = $"controller: {command.GetType().Name} -> {what} {ErrorOf(decision.Reply)}";
        return new ControllerTurn(parts.Number(part), decision.Reply, part.State, coverage.Number(row));
    }

    private static ErrorCode ErrorOf(ControllerReply reply) => reply switch
    {
        Acknowledged acknowledged => acknowledged.Error.Code,
        IsrReply isr => isr.Partitions[0].Error.Code,
        _ => ErrorCode.None,
    };
}

/// <summary>One of them.</summary>
/// <param name="Next">The controller afterwards.</param>
/// <param name="Reply">What it answers.</param>
/// <param name="State">The partition afterwards.</param>
/// <param name="Row">What kind of change it was.</param>
internal sealed record ControllerTurn(int Next, ControllerReply Reply, PartitionImage State, int Row);
