using ActorBroker.Machines.Metadata;
using ActorBroker.Machines.Replication;
using ActorBroker.Machines.Tests.Controller;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Cluster;

/// <summary>
/// What comes when faults have stopped: all nodes run, all messages arrive in their order, and everybody does in turn what is due. Then, within
/// <see cref="RoundsMax"/> rounds, there is a controller, every partition has a leader, all its replicas are in sync and alike, no replica moves, and
/// nobody waits.
/// </summary>
internal sealed class ClusterSettling(ClusterRun run)
{
    /// <summary>Rounds within which all must be well. In a round each node does each of its duties once.</summary>
    public const int RoundsMax = 100;

    // Messages of a round, and of all that follow from them.
    private const int MessagesMax = 10_000;

    // A candidate gets as many rounds before another node tries.
    private const int RoundsOfCandidate = 8;

    private readonly ClusterBoard _board = run.Board;

    /// <summary>Steps that it took: messages, and turns of nodes.</summary>
    public int Steps { get; private set; }

    /// <summary>Rounds that it took.</summary>
    public int Rounds { get; private set; }

    /// <summary>Goes on until all is well. Throws when that takes too long.</summary>
    public void Run()
    {
        _board.Network.Heal();
        for (Rounds = 1; Rounds <= RoundsMax; Rounds++)
        {
            foreach (var node in _board.Nodes)
                TakeTurn(node);
            DeliverAll();
            if (Missing() is null)
                return;
        }

        throw new InvalidOperationException($"all is well {RoundsMax} rounds after the last fault: {Missing()}");
    }

    private void DeliverAll()
    {
        for (var delivered = 0; _board.Network.Count > 0; delivered++)
        {
            if (delivered == MessagesMax)
                throw new InvalidOperationException($"messages come to an end: {MessagesMax} were delivered in one round");
            var message = _board.Network.TakeFirst();
            _board.Nodes[message.To].Take(message);
            Steps++;
        }
    }

    private void TakeTurn(ClusterNode node)
    {
        Steps++;
        var isFailed = node.Broker.Replicas.Any(replica => replica.Machine is { HasFailed: true });
        var known = node.Broker.Seen.Brokers.GetValueOrDefault(new BrokerId(node.Number));
        if (node.Broker.IsRunning && node.Broker.IsRegistered && (isFailed || known is { IsShuttingDown: true }))
            run.Stop(node);
        if (!node.Broker.IsRunning)
            run.Start(node);

        Campaign(node);
        node.Seat.Resend();
        if (node.Seat.Image is { } image && _board.NewTopic(image) is { } topic)
            node.Seat.Take(node.Number, topic);
        node.Broker.Pull(all: true);
        node.Broker.Tick();
        foreach (var replica in node.Broker.Replicas)
        {
            replica.Log.BeginFlush();
            if (replica.Log.CompleteFlush())
                replica.Do(new ReplicaCommand.LogChanged());
            replica.Do(new ReplicaCommand.Retry());
        }
    }

    // One node after the other tries, until one of them is the controller; who is outranked tries again with a higher epoch.
    private void Campaign(ClusterNode node)
    {
        var isMissing = !_board.Nodes.Any(other => other.Seat.IsInControl);
        var isFirst = (Rounds - 1) % RoundsOfCandidate == 0;
        if (isMissing && (Rounds - 1) / RoundsOfCandidate % run.Plan.Nodes == node.Number && (isFirst || !node.Seat.IsTaken))
            node.Seat.Campaign(node.Voter);
    }

    // What is not yet as it should be; null when all is well.
    private string? Missing()
    {
        if (!_board.Nodes.Any(node => node.Seat.IsInControl))
            return "there is a controller";
        for (var partition = 0; partition < _board.Truths.Length; partition++)
        {
            if (_board.Truths[partition].State is not { } state)
                return "there is the topic";
            if (Missing(partition, state) is { } missing)
                return $"{missing}: {ClusterInvariants.RolesOf(state)}; {string.Join("; ", _board.ReplicasOf(partition).Select(replica => $"{replica.Machine?.Roles?.State.LeaderEpoch} {replica.Log}"))}";
        }

        return null;
    }

    private string? Missing(int partition, PartitionImage state)
    {
        if (state.Leader == BrokerId.None)
            return "every partition has a leader";
        if (state.IsReassigning)
            return "no replica moves";
        if (state.Isr.Length < state.Replicas.Length)
            return "all replicas are in sync";

        var replicas = state.Replicas.Select(broker => _board.Nodes[broker.Value].Broker.Replicas[partition]).ToList();
        var leader = _board.Nodes[state.Leader.Value].Broker.Replicas[partition];
        if (leader.Machine is not { Leadership: not null, IsSettled: true } machine || machine.Roles!.State.Epoch != state.Epoch)
            return "every leader leads";
        if (machine.HighWatermark < leader.Log.End)
            return "all that was appended is committed";
        if (replicas.Any(replica => replica.Waiting > 0))
            return "nobody waits";
        return replicas.All(replica => replica.Log.End == leader.Log.End && replica.Machine?.HighWatermark == machine.HighWatermark) ? null : "all replicas are alike";
    }
}
