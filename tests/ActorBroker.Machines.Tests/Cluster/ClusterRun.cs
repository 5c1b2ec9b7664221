using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Replication;
using ActorBroker.Machines.Tests.Quorum;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Cluster;

/// <summary>One random cluster, which follows from its seed: replicas, brokers, controllers and voters together, with faults.</summary>
internal sealed class ClusterRun
{
    private readonly Random _random;
    private readonly ClusterBoard _board;
    private int _records;

    /// <param name="seed">What all of it follows from.</param>
    /// <param name="rules">The replicas' rules, sound or with a mistake.</param>
    /// <param name="coverage">What is counted.</param>
    public ClusterRun(int seed, ReplicationRules rules, ClusterCoverage coverage)
    {
        _random = new Random(seed);
        Plan = ClusterPlan.Draw(_random);
        _board = new ClusterBoard(Plan, rules, _random, coverage);
        foreach (var node in _board.Nodes)
            node.Broker.Start();
    }

    public ClusterPlan Plan { get; }

    public ClusterBoard Board => _board;

    /// <summary>Records that were committed.</summary>
    public long Committed => _board.Truths.Sum(truth => (long)truth.Committed);

    /// <summary>A whole run: so many steps with faults, and what comes when they have stopped. Throws, naming the seed, when a rule is broken.</summary>
    public static ClusterRun Whole(int seed, int steps, ReplicationRules rules, ClusterCoverage coverage, out ClusterSettling settling)
    {
        var run = new ClusterRun(seed, rules, coverage);
        var step = 0;
        try
        {
            for (; step < steps; step++)
                run.Step();
            settling = new ClusterSettling(run);
            settling.Run();
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Seed {seed}, {run.Plan}, after {step} steps: {exception.Message}", exception);
        }

        run.Board.Count();
        return run;
    }

    /// <summary>One random step.</summary>
    public void Step()
    {
        var choice = _random.Next(1000);
        if (choice < 500 && _board.Network.Count > 0)
            Deliver();
        else if (choice < 920 && choice >= 860)
            Control(AnyNode());
        else if (choice < 925 && choice >= 920)
            Administer();
        else if (choice >= 925 && _random.Next(3) < Plan.Trouble)
            Trouble();
        else
            Work(AnyNode());
    }

    private void Deliver()
    {
        if (_board.Network.Take() is not { } message)
            return;
        var node = _board.Nodes[message.To];
        var crashes = Plan.Trouble > 0 && _random.Next(2000) < Plan.Trouble && MayCrash(node);
        if (!crashes)
        {
            node.Take(message);
        }
        else if (message is ClusterMessage.ToVoter asked && node.Broker.IsRunning)
        {
            node.TakeAndCrash(asked.Request);
            Crash(node);
        }
        else if (node.Broker.IsRunning)
        {
            _board.CrashSoon();
            node.Take(message);
            if (_board.HasCrashed)
                Crash(node);
            _board.CrashLater();
        }
    }

    private void Work(ClusterNode node)
    {
        if (!node.Broker.IsRunning)
            return;

        var partition = _random.Next(Plan.Partitions);
        var replica = node.Broker.Replicas[partition];
        switch (_random.Next(20))
        {
            case < 5:
                var producedTo = _random.Next(8) == 0 ? replica : LeaderOf(partition) ?? replica;
                producedTo.Do(new ReplicaCommand.Produce(NeedsAll: _random.Next(4) > 0), _records++);
                break;
            case < 7:
                replica.Log.BeginFlush();
                break;
            case < 11:
                if (replica.Log.CompleteFlush())
                    replica.Do(new ReplicaCommand.LogChanged());
                break;
            case < 14:
                replica.Do(new ReplicaCommand.Retry());
                break;
            case < 17:
                node.Broker.Pull(all: _random.Next(2) == 0);
                break;
            case < 19:
                node.Broker.Tick();
                break;
            default:
                WorkSeldom(replica);
                break;
        }
    }

    private void WorkSeldom(ClusterReplica replica)
    {
        if (replica.Machine is not { HasFailed: false } machine)
            return;
        if (_random.Next(4) == 0)
        {
            replica.Delete(machine.HighWatermark + -_random.Next(6));
            _board.Coverage.Did("records deleted");
        }
        else if (_random.Next(2) == 0)
        {
            replica.Note();
        }
        else if (machine.Leadership is not null)
        {
            replica.Do(new ReplicaCommand.FollowersLagged([.. machine.Roles!.State.Isr.Where(member => member != machine.Self && _random.Next(2) == 0)]));
        }
    }

    private void Control(ClusterNode node)
    {
        if (!node.Broker.IsRunning)
            return;
        switch (_random.Next(40))
        {
            case < 12:
                node.Seat.Resend();
                break;
            case < 13:
                if (node.Seat.IsTaken ? _random.Next(20) == 0 : IsControllerMissing || _random.Next(20) == 0)
                    node.Seat.Campaign(node.Voter);
                break;
            case < 14:
                node.Seat.CheckQuorum();
                break;
            case < 15:
                node.Seat.TakeSnapshot();
                break;
            case < 16:
                if (_random.Next(4) == 0)
                    node.Seat.ChangeVoter(QuorumSamples.Voter(_random.Next(Plan.Nodes)));
                break;
            default:
                Lead(node);
                break;
        }
    }

    private bool IsControllerMissing => !_board.Nodes.Any(node => node.Seat.IsTaken);

    // What a controller does by itself: it makes the topic, and fences whom it does not hear.
    private void Lead(ClusterNode node)
    {
        if (node.Seat.Image is not { } image)
            return;
        if (_board.NewTopic(image) is { } topic)
        {
            node.Seat.Take(node.Number, topic);
            return;
        }

        var suspect = AnyNode();
        var isWrong = suspect.Broker.IsRunning;
        if (!image.Brokers.TryGetValue(new BrokerId(suspect.Number), out var broker) || broker.IsFenced || (isWrong && _random.Next(40) >= Plan.Trouble))
            return;
        _board.Coverage.Did(isWrong ? "fault: broker is fenced although it lives" : "broker is fenced that is gone");
        node.Seat.Take(node.Number, new FenceBroker(broker.Id, broker.Incarnation));
    }

    private void Administer()
    {
        var partition = new TopicPartition(ClusterBoard.Topic, new PartitionIndex(_random.Next(Plan.Partitions)));
        var from = new BrokerId(_random.Next(Plan.Nodes));
        switch (_random.Next(10))
        {
            case < 2:
                _board.Ask(from, new ReassignPartitions([new Reassignment(partition, [.. AnyBrokers()])]));
                break;
            case < 3:
                _board.Ask(from, new ReassignPartitions([new Reassignment(partition, default)]));
                break;
            case < 4:
                _board.Ask(from, new ElectLeaders(ElectionKind.Preferred, [partition]));
                break;
            case < 5:
                _board.Ask(from, new RestorePreferredLeaders());
                break;
            case < 8 when Plan.ElectsUnclean:
                _board.Ask(from, new ElectLeaders(ElectionKind.Unclean, [partition]));
                break;
            case >= 8 when Plan.ChangesMinIsr:
                _board.Ask(from, ClusterBoard.NewMinIsr(_random.Next(1, 5)));
                break;
            default:
                _board.Nodes[from.Value].Broker.AskToStop();
                break;
        }
    }

    private void Trouble()
    {
        var node = AnyNode();
        switch (_random.Next(100))
        {
            case < 25 when _board.Network.Count > 0:
                _board.Network.Lose();
                break;
            case < 50 when _board.Network.Count > 0:
                _board.Network.Double();
                break;
            case < 53:
                _board.Network.Cut(_random.Next(1 << Plan.Nodes));
                break;
            case < 70:
                _board.Network.Heal();
                break;
            case < 74 when node.Broker.IsRunning && MayCrash(node):
                Crash(node);
                break;
            case < 77 when node.Broker.IsRunning:
                Stop(node);
                break;
            case < 82:
                Fail(node, _random.Next(Plan.Partitions));
                break;
            case >= 82 when !node.Broker.IsRunning:
                Start(node);
                break;
        }
    }

    /// <summary>A node starts that does not run.</summary>
    public void Start(ClusterNode node)
    {
        _board.Coverage.Did("broker starts");
        node.Broker.Start();
    }

    /// <summary>A node stops with everything flushed.</summary>
    public void Stop(ClusterNode node)
    {
        _board.Coverage.Did("fault: broker stops cleanly");
        node.Seat.Leave();
        node.Broker.Stop();
    }

    private void Fail(ClusterNode node, int partition)
    {
        var broker = new BrokerId(node.Number);
        var truth = _board.Truths[partition];
        if (node.Broker.Replicas[partition].Machine is not { HasFailed: false } || !_board.MayDamage(partition, node.Number))
            return;
        _board.Coverage.Did("fault: log fails, and lacks records when it is back");
        truth.Damage(broker);
        node.Broker.Fail(partition);
    }

    // Under os an unclean stop may cost what was acknowledged; more of them at once than the minimum covers are not made.
    private bool MayCrash(ClusterNode node) =>
        Plan.Policy == FlushPolicy.Commit || Enumerable.Range(0, Plan.Partitions).All(partition => _board.MayDamage(partition, node.Number));

    private void Crash(ClusterNode node)
    {
        _board.Coverage.Did("fault: broker crashes");
        foreach (var truth in Plan.Policy == FlushPolicy.Os ? _board.Truths : [])
            truth.Damage(new BrokerId(node.Number));
        node.Seat.Leave();
        node.Broker.Crash();
    }

    private ClusterReplica? LeaderOf(int partition) => _board.Truths[partition].State is { Leader.Value: >= 0 and var leader } && _board.Nodes[leader].Broker.IsRunning
        ? _board.Nodes[leader].Broker.Replicas[partition]
        : null;

    private ClusterNode AnyNode() => _board.Nodes[_random.Next(Plan.Nodes)];

    private IEnumerable<BrokerId> AnyBrokers() => Enumerable.Range(0, Plan.Nodes).OrderBy(_ => _random.Next())
        .Take(_random.Next(Plan.MinIsr, Math.Min(Plan.Nodes, 4) + 1)).Select(number => new BrokerId(number));
}
