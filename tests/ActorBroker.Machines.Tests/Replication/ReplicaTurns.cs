using System.Collections.Immutable;
using ActorBroker.Machines.Replication;
using ActorBroker.Machines.Tests.Checking;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>What becomes of a replica and a command, with all that its actor does about it; each pair is decided once.</summary>
/// <remarks>
/// A follower may demand at any time, by a retry. So demands that leave by themselves are left out, and a leader forgets those that stay open:
/// whatever they bring about, one that is sent later brings about too.
/// </remarks>
internal sealed class ReplicaTurns(PartTable parts, Coverage coverage, ReplicationMistake mistake, bool isReduced)
{
    private readonly Dictionary<(int Replica, TurnKind Kind, int Argument), ReplicaTurn> _turns = [];
    private readonly Dictionary<(int Replica, int Message), ReplicaTurn> _delivered = [];

    /// <summary>What a replica does with a message.</summary>
    public ReplicaTurn Deliver(int replica, int message)
    {
        if (!_delivered.TryGetValue((replica, message), out var turn))
        {
            turn = parts[message] switch
            {
                FetchPart fetch => Run(replica, new ReplicaCommand.Fetch(fetch.Request), []),
                AnswerPart answer => Run(replica, new ReplicaCommand.Fetched(answer.Answer), answer.Records),
                ResultPart result => Run(replica, new ReplicaCommand.IsrAnswered(result.Epoch, result.Result), []),
                _ => throw new InvalidOperationException("no message for a replica"),
            };
            _delivered.Add((replica, message), turn);
        }

        return turn;
    }

    /// <summary>What a replica does about a command.</summary>
    /// <param name="replica">The replica.</param>
    /// <param name="key">Tells this command from all others.</param>
    /// <param name="command">Makes the command.</param>
    /// <param name="records">What a producer wants appended.</param>
    public ReplicaTurn Command(int replica, (TurnKind Kind, int Argument) key, Func<ReplicaCommand> command, params ImmutableArray<LogRecord> records)
    {
        if (!_turns.TryGetValue((replica, key.Kind, key.Argument), out var turn))
        {
            turn = Run(replica, command(), records);
            _turns.Add((replica, key.Kind, key.Argument), turn);
        }

        return turn;
    }

    /// <summary>What a replica does when all its log is durable.</summary>
    public ReplicaTurn Flush(int replica)
    {
        if (!_turns.TryGetValue((replica, TurnKind.Flush, 0), out var turn))
        {
            var part = (ReplicaPart)parts[replica];
            turn = Run(part with { Log = part.Log.Flush() }, new ReplicaCommand.LogChanged(), []);
            _turns.Add((replica, TurnKind.Flush, 0), turn);
        }

        return turn;
    }

    private ReplicaTurn Run(int replica, ReplicaCommand command, ImmutableArray<LogRecord> records) =>
        Run((ReplicaPart)parts[replica], command, records);

    private ReplicaTurn Run(ReplicaPart before, ReplicaCommand command, ImmutableArray<LogRecord> records)
    {
        var actor = new ReplicaActor(before, mistake);
        var row = actor.Do(command, records);
        while (actor.LogChanged)
            coverage.Reached(actor.Do(new ReplicaCommand.LogChanged(), []));
        var part = Forget(actor.Part);
        var left = actor.Sent.Where(message => message is not FetchPart || command is ReplicaCommand.Retry).ToList();
        int[] answers = [.. left.Where(message => message is AnswerPart).Select(parts.Number)];
        int[] sent = [.. left.Where(message => message is not AnswerPart || !isReduced).Select(parts.Number)];
        return new ReplicaTurn(parts.Number(part), sent, answers, coverage.Number(row), part, Judge(before, actor));
    }

    // What a part's text leaves out is made the same, so that parts of the same text are the same.
    private static ReplicaPart Forget(ReplicaPart part)
    {
        if (part.Machine is not { } machine)
            return part;

        var memory = ReplicaMemory.Empty with { HasFailed = part.Memory.HasFailed };
        var forgetful = machine with { Memory = memory, HighWatermarkKnown = machine.HighWatermark };
        if (machine.Leadership is { } leadership)
        {
            var followers = leadership.Followers.Select(progress => progress with { Fetched = progress.Acknowledged, WaitsWith = Offset.None });
            forgetful = forgetful with { Leadership = leadership with { Followers = [.. followers] } };
        }

        return part with { Machine = forgetful, Memory = memory };
    }

    private static string? Judge(ReplicaPart before, ReplicaActor actor)
    {
        var (was, now) = (before.Machine!, actor.Part.Machine!);
        var log = actor.Part.Log;
        if (now.HighWatermark > log.End)
            return $"the high watermark {now.HighWatermark} of {now.Self} lies above its log end {log.End}";
        if (was.Leadership is not null && now.Leadership is not null && now.HighWatermark < was.HighWatermark)
            return $"the high watermark never falls on a leader: {now.Self} had {was.HighWatermark}, has {now.HighWatermark}";
        if (actor.HasAppended && !actor.HasFlushed)
            return $"replica {now.Self} appended and asked for no flush";
        return null;
    }
}

/// <summary>One of them.</summary>
/// <param name="Next">The replica afterwards.</param>
/// <param name="Sent">Messages that leave.</param>
/// <param name="Answers">Answers to followers; in the reduced network they are not among the messages that leave.</param>
/// <param name="Row">Which row of the table it took.</param>
/// <param name="Part">The replica afterwards.</param>
/// <param name="Broken">A rule that the replica broke by itself; null when it broke none.</param>
internal sealed record ReplicaTurn(int Next, int[] Sent, int[] Answers, int Row, ReplicaPart Part, string? Broken);
