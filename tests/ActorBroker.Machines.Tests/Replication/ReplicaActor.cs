using System.Collections.Immutable;
using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Replication;
using ActorBroker.Machines.Tests.Checking;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>Does what a partition's actor does: asks the machine, remembers, and carries the effects out in their order, without a question.</summary>
internal sealed class ReplicaActor(ReplicaPart part, ReplicationMistake mistake)
{
    private readonly List<IPart> _sent = [];

    public ReplicaPart Part { get; private set; } = part;

    /// <summary>Messages that left.</summary>
    public IReadOnlyList<IPart> Sent => _sent;

    /// <summary>True when the machine has to be told that the log changed.</summary>
    public bool LogChanged { get; private set; }

    public bool HasAppended { get; private set; }

    public bool HasFlushed { get; private set; }

    /// <summary>Does one command; what it came to, as a row of the table.</summary>
    public string Do(ReplicaCommand command, ImmutableArray<LogRecord> records)
    {
        LogChanged = false;
        var machine = Part.Machine!;
        var decision = machine.Decide(command, Part.Log);
        Part = Part with
        {
            Machine = decision.Next,
            Memory = decision.Events.Aggregate(Part.Memory, (memory, happened) => memory.Apply(happened)),
        };
        foreach (var effect in decision.Effects)
            CarryOut(effect, records);
        return $"{RoleOf(machine)}: {NameOf(command)} -> {RoleOf(decision.Next)} {string.Join('+', decision.Effects.Select(NameOf).Distinct())}";
    }

    private static string RoleOf(ReplicaMachine machine) =>
        machine.HasFailed ? "failed" : machine.Leadership is not null ? "leader" : machine.IsFollower ? "follower" : "idle";

    private static string NameOf(ReplicaCommand command) =>
        command is ReplicaCommand.Fetched fetched ? $"Fetched({fetched.Answer.GetType().Name})" : command.GetType().Name;

    private static string NameOf(ReplicaEffect effect) => effect switch
    {
        ReplicaEffect.Answer answer => $"Answer({answer.Message.GetType().Name})",
        _ => effect.GetType().Name,
    };

    private void CarryOut(ReplicaEffect effect, ImmutableArray<LogRecord> records)
    {
        switch (effect)
        {
            case ReplicaEffect.Append append:
                Append([.. records.Select(record => record with { Epoch = append.Epoch.Value })]);
                break;
            case ReplicaEffect.AppendFetched:
                Append(records);
                break;
            case ReplicaEffect.BeginEpoch begin:
                Part = Part with { Log = Part.Log.Begin(begin.Epoch) };
                break;
            case ReplicaEffect.Truncate truncate:
                Part = Part with { Log = mistake.CountsLateFlushes ? Part.Log.CutForgettingFlush(truncate.Offset) : Part.Log.Cut(truncate.Offset) };
                LogChanged = true;
                break;
            case ReplicaEffect.Flush:
                HasFlushed = true;
                break;
            case ReplicaEffect.Demand demand:
                _sent.Add(new FetchPart(demand.Leader, demand.Request));
                break;
            case ReplicaEffect.Serve serve:
                _sent.Add(Records(serve));
                break;
            case ReplicaEffect.Answer answer:
                _sent.Add(new AnswerPart(answer.Follower, answer.Message, []));
                break;
            case ReplicaEffect.Propose propose:
                _sent.Add(new ProposalPart(new ReplicaIncarnation(Part.Broker, Part.Machine!.Incarnation), propose.LeaderEpoch, propose.Epoch, propose.Members));
                break;
        }
    }

    private void Append(ImmutableArray<LogRecord> records)
    {
        Part = Part with { Log = records.Aggregate(Part.Log, (log, record) => log.Append(record)) };
        LogChanged = HasAppended = true;
    }

    private AnswerPart Records(ReplicaEffect.Serve serve)
    {
        var log = Part.Log;
        var records = log.Records[(int)serve.From.Value..];
        var answer = new FetchAnswer.Records(serve.Epoch, serve.From, log.End, log.EpochBefore(log.End), serve.HighWatermark);
        return new AnswerPart(serve.Follower, answer, records);
    }
}
