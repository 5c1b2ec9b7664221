using System.Collections.Immutable;
using System.Text;
using ActorBroker.Machines.Groups;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Groups;

/// <summary>A group's machine with all that its actor does around it: a clock, tickets, and records that are kept when the test says so.</summary>
internal sealed class TestGroup
{
    private readonly Queue<GroupDecision> _underWay = [];
    private readonly Dictionary<long, GroupReply> _answers = [];
    private readonly HashSet<long> _open = [];
    private long _ticket;
    private int _ids;
    private GroupSnapshot? _kept;

    public TestGroup(GroupOptions? options = null, GroupState? state = null)
    {
        Options = options ?? new GroupOptions { InitialRebalanceDelay = TimeSpan.Zero };
        Machine = new GroupMachine(Options, state ?? GroupState.New, new GroupOffsets());
    }

    public GroupOptions Options { get; }

    public GroupMachine Machine { get; private set; }

    public GroupState State => Machine.State;

    public DateTimeOffset Now { get; set; } = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    /// <summary>False to hold records back until <see cref="KeepAll"/>.</summary>
    public bool KeepsAtOnce { get; init; } = true;

    /// <summary>The records that were kept, oldest first.</summary>
    public List<GroupRecord> Log { get; } = [];

    /// <summary>The tickets that were not answered yet.</summary>
    public IReadOnlyCollection<long> Open => _open;

    public static GroupProtocol[] Range => [Protocol("range")];

    public static GroupProtocol Protocol(string name, string metadata = "m") => new(name, Encoding.UTF8.GetBytes(metadata));

    public long Send(GroupCommand command)
    {
        var ticket = ++_ticket;
        if (command is not (CheckDeadlines or ExpireOffsets or ForgetTopics))
            _open.Add(ticket);
        Do(command with { Ticket = ticket });
        return ticket;
    }

    /// <summary>The answer to a ticket, which is given once.</summary>
    public TReply Reply<TReply>(long ticket)
        where TReply : GroupReply => Assert.IsType<TReply>(_answers[ticket], exactMatch: false);

    public GroupReply? Find(long ticket) => _answers.GetValueOrDefault(ticket);

    public TReply Ask<TReply>(GroupCommand command)
        where TReply : GroupReply => Reply<TReply>(Send(command));

    public JoinGroup Joining(
        string memberId = "", string? instance = null, GroupProtocol[]? protocols = null, bool needsId = false, bool canSkip = false, string type = "consumer") => new()
        {
            FreshId = new Guid(++_ids, 0, 0, new byte[8]),
            MemberId = memberId,
            InstanceId = instance,
            ClientId = "client",
            ClientHost = "/127.0.0.1",
            SessionTimeout = TimeSpan.FromSeconds(10),
            RebalanceTimeout = TimeSpan.FromSeconds(60),
            ProtocolType = type,
            Protocols = [.. protocols ?? Range],
            NeedsKnownId = needsId,
            CanSkipAssignment = canSkip,
        };

    public long Join(string memberId = "", string? instance = null, params GroupProtocol[] protocols) =>
        Send(Joining(memberId, instance, protocols.Length == 0 ? null : protocols));

    public long Sync(string memberId, int generation, params (string Member, string Assignment)[] assignments) => Send(new SyncGroup
    {
        MemberId = memberId,
        Generation = generation,
        Assignments = assignments.ToImmutableDictionary(pair => pair.Member, pair => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(pair.Assignment)),
    });

    public ErrorCode Beat(string memberId, int? generation = null, string? instance = null) =>
        Ask<ErrorReply>(new Heartbeat(memberId, instance, generation ?? State.Generation)).Error;

    public static CommitOffsets Committing(string memberId, int generation, long offset = 5, string? instance = null, string metadata = "") => new()
    {
        MemberId = memberId,
        InstanceId = instance,
        Generation = generation,
        Offsets = [new OffsetToCommit(Place(0), new Offset(offset), LeaderEpoch.None, metadata)],
    };

    public ErrorCode Commit(string memberId, int generation, string? instance = null) =>
        Ask<OffsetsReply>(Committing(memberId, generation, instance: instance)) is { Errors: [var error, ..] } ? error : Reply<OffsetsReply>(_ticket).Error;

    public static OffsetPlace Place(int partition, string topic = "orders") => new(topic, new PartitionIndex(partition));

    /// <summary>Time passes; the group is looked at whenever it wanted to be, and at the end.</summary>
    public void Pass(TimeSpan time)
    {
        var end = Now + time;
        for (var looks = 0; State.NextDeadline is { } next && next <= end; looks++)
        {
            Assert.True(looks < 10_000, "deadlines do not come to an end");
            Now = next > Now ? next : Now;
            Send(new CheckDeadlines());
        }

        Now = end;
    }

    /// <summary>The records under way are kept, in their order; also those that are decided then.</summary>
    public void KeepAll()
    {
        while (_underWay.Count > 0)
            KeepNext();
    }

    public void KeepNext()
    {
        var decision = _underWay.Dequeue();
        Log.AddRange(decision.Records);
        _kept = decision.Records.OfType<GroupWritten>().LastOrDefault()?.Snapshot ?? _kept;
        Machine.Keep(decision.Records);
        Take(decision.AnswersWhenKept);
        if (decision.WhenKept is { } command)
            Do(command);
    }

    /// <summary>The coordinator dies, and another goes on from what was kept. Who waited is told so.</summary>
    public void Crash()
    {
        _underWay.Clear();
        _open.Clear();
        var offsets = new GroupOffsets();
        foreach (var record in Log)
            offsets.Apply(record);
        Machine = new GroupMachine(Options, _kept?.Resume(Now) ?? GroupState.New, offsets);
    }

    /// <summary>A group with so many members that have their assignments; the first leads.</summary>
    public ImmutableArray<string> Stable(int members, params string?[] instances)
    {
        var tickets = Enumerable.Range(0, members).Select(index => Join("", instances.ElementAtOrDefault(index))).ToArray();
        var ids = State.Members.Keys.ToArray();
        foreach (var id in ids.Where(id => State.Members[id].Joining is null))
            Join(id, State.Members[id].InstanceId);
        var leader = State.Leader!;
        foreach (var id in ids.Where(id => id != leader).Append(leader))
            Sync(id, State.Generation, [.. ids.Select(member => (member, $"to {member}"))]);
        Assert.Equal(GroupPhase.Stable, State.Phase);
        Assert.NotEmpty(tickets);
        return [leader, .. ids.Where(id => id != leader)];
    }

    private void Do(GroupCommand command)
    {
        var decision = Machine.Decide(command, Now);
        Machine.Apply(decision);
        GroupInvariants.Check(State);
        Take(decision.Answers);
        if (decision.Records.IsEmpty)
        {
            Take(decision.AnswersWhenKept);
            Assert.Null(decision.WhenKept);
            return;
        }

        _underWay.Enqueue(decision);
        if (KeepsAtOnce)
            KeepAll();
    }

    private void Take(ImmutableArray<GroupAnswer> answers)
    {
        foreach (var answer in answers)
        {
            Assert.True(_open.Remove(answer.Ticket), $"ticket {answer.Ticket} was answered twice: {answer.Reply}");
            _answers.Add(answer.Ticket, answer.Reply);
        }
    }
}
