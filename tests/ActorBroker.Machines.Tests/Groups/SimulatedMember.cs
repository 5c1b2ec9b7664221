using System.Text;
using ActorBroker.Machines.Groups;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Groups;

/// <summary>A client of a group: joins, syncs, sends heartbeats, commits, and as leader assigns; its answers may be lost.</summary>
internal sealed class SimulatedMember(TestGroup group, GroupHistory history, int number, string? instance)
{
    private long? _waitsFor;
    private bool _isSyncing;
    private JoinReply? _joined;
    private (string Id, int Generation) _before = ("", -2);

    public string Id { get; private set; } = "";

    public string? Instance => instance;

    /// <summary>What it may read in its generation; null while it knows of none.</summary>
    public string? Assignment { get; private set; }

    public int Generation => _joined?.Generation ?? -1;

    public bool HasAssignment => Assignment is not null;

    /// <summary>Does what comes next: hears an answer, or asks.</summary>
    public void Act(Random random)
    {
        if (_waitsFor is { } ticket)
            Hear(group.Find(ticket));
        else if (_joined is null)
            Join(random);
        else if (Assignment is null)
            Sync();
        else if (random.Next(3) == 0)
            Commit();
        else
            React(group.Beat(Id, Generation, instance));
    }

    /// <summary>Its connection is lost: whatever it waits for, it asks again.</summary>
    public void Disconnect() => _waitsFor = null;

    /// <summary>It forgets what it was, as a process that starts anew.</summary>
    public void Restart()
    {
        (_waitsFor, _joined, Assignment) = (null, null, null);
        Id = "";
    }

    public void Leave()
    {
        if (Id.Length > 0)
            group.Ask<LeaveReply>(new LeaveGroup([new LeavingMember(Id, instance)]));
        Restart();
    }

    /// <summary>It wants another rebalance, as a client whose topics have changed.</summary>
    public void Rejoin() => (_waitsFor, _joined, Assignment) = (null, null, null);

    private void Join(Random random)
    {
        GroupProtocol[] protocols = [TestGroup.Protocol("range", $"{random.Next(2)}"), TestGroup.Protocol("sticky")];
        _waitsFor = group.Send(group.Joining(Id, instance, protocols, needsId: number % 2 == 0, canSkip: number % 3 == 0));
        _isSyncing = false;
    }

    private void Sync()
    {
        var assignments = _joined!.Members.Select((member, index) => (member.MemberId, $"{index}")).ToArray();
        _waitsFor = group.Sync(Id, Generation, _joined.SkipsAssignment ? [] : assignments);
        _isSyncing = true;
    }

    /// <summary>A part of it that was cut off, and knows nothing of what came since, commits as what it was.</summary>
    public void CommitAsBefore() => history.Commit(group, _before.Id, _before.Generation, instance);

    private void Commit() => React(history.Commit(group, Id, Generation, instance));

    private void Hear(GroupReply? reply)
    {
        if (reply is null)
            return;

        _waitsFor = null;
        if (reply is JoinReply { Error: ErrorCode.None } joined)
        {
            _before = (Id.Length > 0 ? Id : _before.Id, Math.Max(_before.Generation, joined.Generation - 1));
            (Id, _joined) = (joined.MemberId, joined);
            history.OnJoined(joined, instance);
        }
        else if (reply is JoinReply { Error: ErrorCode.MemberIdRequired } required)
            Id = required.MemberId;
        else if (_isSyncing && reply is SyncReply { Error: ErrorCode.None } synced)
        {
            Assignment = Encoding.UTF8.GetString(synced.Assignment.Span);
            history.OnAssigned(Generation, Id, Assignment);
        }
        else
            React(reply.Error);
    }

    private void React(ErrorCode error)
    {
        if (error == ErrorCode.None)
            return;
        if (error is ErrorCode.UnknownMemberId or ErrorCode.IllegalGeneration or ErrorCode.FencedInstanceId)
            Restart();
        else
            Rejoin();
    }
}
