using ActorBroker.Model;
using ActorBroker.Simulation.Tests.Brokers;
using ActorBroker.Simulation.Tests.Ledgers;
using ActorBroker.Simulation.Tests.Worlds;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Simulation.Tests.Clients;

/// <summary>
/// A member of a group of the classic protocol: joins, assigns when it leads, keeps offsets of what it owns, falls silent now and then, or leaves and comes back.
/// </summary>
/// <param name="instanceId">Its static name (KIP-345); null for a dynamic member.</param>
internal sealed class GroupMember(World world, Machine machine, GroupLedger group, string name, string? instanceId) : GroupClient(world, machine, group, name)
{
    private const int StepsBetweenWhims = 12;

    private static readonly TimeSpan BeatMax = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan SessionTimeout = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan RebalanceTimeout = TimeSpan.FromSeconds(1);

    private readonly HashSet<string> _ids = [];
    private string _memberId = "";
    private int _generation;
    private int[] _share = [];

    private string Who => instanceId ?? Name;

    protected override async Task LiveAsync()
    {
        Group.Enter(Who);
        await FindCoordinatorAsync();
        while (!IsLeaving)
        {
            if (await JoinAsync() is not { } shares || !await SyncAsync(shares) || !await FetchAsync(_share))
                await PauseAsync();
            else
                await OwnAsync();
        }

        await LeaveAsync();
    }

    /// <returns>What the member has to say about everybody's share, empty unless it leads; null when it did not get in.</returns>
    private async Task<IReadOnlyDictionary<string, int[]>?> JoinAsync()
    {
        Group.Enter(Who);
        var floor = Group.SyncedGeneration;
        using var reply = await AskAsync(GroupRequests.Join(Group, _memberId, instanceId, SessionTimeout, RebalanceTimeout));
        if (reply?.Response is not JoinGroupResponse answer)
            return null;
        if (answer.ErrorCode == ErrorCode.MemberIdRequired)
            _memberId = answer.MemberId;
        if (IsOut(answer.ErrorCode, "joined"))
            return null;

        Group.Join(answer.GenerationId, floor);
        (_memberId, _generation) = (answer.MemberId, answer.GenerationId);
        _ids.Add(_memberId);
        Note($"is {_memberId} in generation {_generation}, led by {answer.Leader}");
        return answer.Leader == _memberId && !answer.SkipAssignment ? Assign([.. answer.Members.Select(member => member.MemberId)]) : new Dictionary<string, int[]>();
    }

    private Dictionary<string, int[]> Assign(string[] members)
    {
        var first = Random.Next(members.Length);
        var shares = members.Select((id, index) => (id, Share: Enumerable.Range(0, Group.Partitions).Where(partition => (partition + first) % members.Length == index).ToArray()));
        var plan = shares.ToDictionary(share => share.id, share => share.Share);
        Group.Plan(_generation, plan);
        return plan;
    }

    private async Task<bool> SyncAsync(IReadOnlyDictionary<string, int[]> shares)
    {
        var floor = Group.SyncedGeneration;
        using var reply = await AskAsync(GroupRequests.Sync(Group, _memberId, instanceId, _generation, shares));
        if (reply?.Response is not SyncGroupResponse answer || IsOut(answer.ErrorCode, "synced"))
            return false;

        _share = GroupRequests.ShareOf(answer.Assignment.Span);
        Note($"owns {string.Join(",", _share)} in generation {_generation}");
        Group.Sync(Who, _ids, _generation, floor, _share);
        return true;
    }

    /// <summary>Is a member, until it is told or wants otherwise.</summary>
    private async Task OwnAsync()
    {
        while (!IsLeaving)
        {
            await World.Delay(World.Some(BeatMax));
            if (!await (Random.Next(2) == 0 && _share.Length > 0 ? CommitAsync(_share[Random.Next(_share.Length)]) : BeatAsync()))
                return;
            if (!IsCalm && Random.Next(StepsBetweenWhims) == 0 && await FollowWhimAsync())
                return;
        }
    }

    private async Task<bool> BeatAsync()
    {
        var request = new HeartbeatRequest { GroupId = Group.Name, MemberId = _memberId, GroupInstanceId = instanceId, GenerationId = _generation };
        using var reply = await AskAsync(request);
        return reply?.Response is HeartbeatResponse answer && !IsOut(answer.ErrorCode, "beat");
    }

    private async Task<bool> CommitAsync(int partition)
    {
        var claim = Group.Commit(partition, _generation);
        Note($"commits {claim.Offset} of partition {partition} in generation {_generation}");
        using var reply = await AskAsync(GroupRequests.Commit(Group, _memberId, instanceId, claim), GroupRequests.OffsetCommitVersionMax);
        if (reply?.Response is not OffsetCommitResponse answer)
            return false;

        var error = answer.Topics[0].Partitions[0].ErrorCode;
        claim.IsRefused = IsRefusal(error);
        if (IsOut(error, $"committed {claim.Offset}"))
            return false;
        Note($"{claim.Offset} of partition {partition} is kept");
        Group.Keep(claim);
        return await FetchAsync([partition]);
    }

    /// <returns>True when it is no member any more, as far as it knows.</returns>
    private async Task<bool> FollowWhimAsync()
    {
        switch (Random.Next(4))
        {
            case 0:
                Note("falls silent");
                await World.Delay(World.Some(SilenceMax));
                return false;
            case 1:
                Note("starts anew without a word");
                _memberId = "";
                return true;
            case 2 when instanceId is null:
                await LeaveAsync();
                return true;
            default:
                Disconnect();
                return false;
        }
    }

    private async Task LeaveAsync()
    {
        Note("leaves");
        if (instanceId is null && _memberId.Length > 0)
        {
            using var reply = await AskAsync(GroupRequests.Leave(Group, _memberId));
            _memberId = "";
        }

        Group.Leave(Who);
    }

    /// <summary>True when the member has to join again, as it is or as somebody new.</summary>
    private bool IsOut(ErrorCode error, string did)
    {
        if (error is ErrorCode.UnknownMemberId or ErrorCode.FencedInstanceId)
            _memberId = "";
        if (!IsRefusal(error) && error != ErrorCode.MemberIdRequired)
            return IsPassing(error, did);
        Note($"{did}: {error}");
        return true;
    }

    private static bool IsRefusal(ErrorCode error) =>
        error is ErrorCode.UnknownMemberId or ErrorCode.FencedInstanceId or ErrorCode.IllegalGeneration or ErrorCode.RebalanceInProgress;
}
