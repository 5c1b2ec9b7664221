using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Replication;

/// <summary>Fetching, from both sides: what a leader does about a demand, and a follower about an answer.</summary>
internal static class FetchDecisions
{
    /// <summary>A follower's demand, as its log is now.</summary>
    public static ReplicaEffect Demand(ReplicaMachine follower, IReplicaLog log)
    {
        var state = follower.Roles!.State;
        return new ReplicaEffect.Demand(state.Leader, new FetchRequest(
            follower.Self, follower.Incarnation, state.LeaderEpoch, log.End, log.EpochBefore(log.End), log.Durable, follower.HighWatermark));
    }

    /// <summary>A leader hears a demand.</summary>
    public static ReplicaDecision Serve(ReplicaMachine leader, FetchRequest request, IReplicaLog log)
    {
        if (Judge(leader, request) is not ErrorCode.None and var error)
            return Answer(leader, request, new FetchAnswer.Refused(request.LeaderEpoch, error));

        var known = leader.Leadership!.Find(request.Follower);
        if (!leader.Rules.IsSameRun(known.Incarnation, request.Incarnation))
            known = FollowerProgress.New(request.Follower, request.Incarnation) with { IsLagging = known.IsLagging };

        var heard = leader with { Leadership = leader.Leadership.With(known with { Incarnation = request.Incarnation }) };
        var boundary = log.EndOf(request.LastEpoch);
        if (!IsInLog(request, boundary, log))
            return Answer(heard, request, new FetchAnswer.OutOfRange(request.LeaderEpoch, request.FetchOffset, log.Start));

        if (request.LastEpoch != LeaderEpoch.None && !leader.Rules.Agree(request, boundary))
        {
            return Answer(heard, request, new FetchAnswer.Diverged(
                request.LeaderEpoch, request.FetchOffset, request.LastEpoch, boundary, log.Start));
        }

        return request.FetchOffset < known.Fetched ? heard.Do([]) : LeaderSettlement.Settle(Note(heard, known, request), log);
    }

    /// <summary>A follower hears an answer.</summary>
    public static ReplicaDecision Take(ReplicaMachine follower, FetchAnswer answer, IReplicaLog log)
    {
        if (!follower.IsFollower || answer.LeaderEpoch != follower.Roles!.State.LeaderEpoch)
            return follower.Do([]);

        return answer switch
        {
            FetchAnswer.Records records when records.From == log.End => Append(follower, records, log),
            FetchAnswer.Diverged diverged when follower.Rules.IsAbout(diverged, log.End, log.EpochBefore(log.End)) => Cut(follower, diverged, log),
            FetchAnswer.OutOfRange range when range.FetchOffset == log.End => Restart(follower, range, log),
            _ => follower.Do([]),
        };
    }

    private static ErrorCode Judge(ReplicaMachine replica, FetchRequest request)
    {
        if (replica.Roles is not { State: var state })
            return ErrorCode.NotLeaderOrFollower;
        if (replica.Rules.JudgeEpoch(request.LeaderEpoch, state.LeaderEpoch) is not ErrorCode.None and var error)
            return error;
        if (replica.Leadership is not { } leadership)
            return ErrorCode.NotLeaderOrFollower;
        if (!state.Replicas.Contains(request.Follower) || request.Follower == replica.Self)
            return ErrorCode.ReplicaNotAvailable;

        var known = leadership.Find(request.Follower).Incarnation;
        return request.Incarnation < known && !replica.Rules.IsSameRun(known, request.Incarnation) ? ErrorCode.StaleBrokerEpoch : ErrorCode.None;
    }

    // At the log's start nothing is left of the record before, so where no record of the follower's last epoch is left either, what it has
    // below may be another history than the one that was deleted here.
    private static bool IsInLog(FetchRequest request, EpochBoundary boundary, IReplicaLog log) =>
        request.LastEpoch == LeaderEpoch.None
            ? request.FetchOffset >= log.Start && request.FetchOffset <= log.End
            : request.FetchOffset > log.Start || (request.FetchOffset == log.Start && boundary.End > log.Start);

    private static ReplicaMachine Note(ReplicaMachine leader, FollowerProgress known, FetchRequest request)
    {
        var acknowledged = leader.Rules.Acknowledged(leader.Policy, request.FetchOffset, request.Durable);
        var progress = known with
        {
            Incarnation = request.Incarnation,
            Fetched = request.FetchOffset,
            Acknowledged = Offset.Max(known.Acknowledged, acknowledged),
            WaitsWith = request.HighWatermark,
        };
        return leader with { Leadership = leader.Leadership!.With(progress) };
    }

    private static ReplicaDecision Answer(ReplicaMachine leader, FetchRequest request, FetchAnswer answer) =>
        leader.Do([new ReplicaEffect.Answer(request.Follower, answer)]);

    private static ReplicaDecision Append(ReplicaMachine follower, FetchAnswer.Records records, IReplicaLog log)
    {
        var effects = ImmutableArray.CreateBuilder<ReplicaEffect>(3);
        if (records.End > records.From)
        {
            effects.Add(new ReplicaEffect.AppendFetched());
            effects.Add(new ReplicaEffect.Flush());
        }

        var next = follower;
        var highWatermark = Offset.Min(records.HighWatermark, records.End);
        if (highWatermark > follower.HighWatermark)
        {
            effects.Add(new ReplicaEffect.SetHighWatermark(highWatermark));
            next = follower with { HighWatermark = highWatermark, HighWatermarkKnown = Offset.Max(follower.HighWatermarkKnown, highWatermark) };
        }

        if (records.End == records.From)
            effects.Add(Demand(next, log));
        return next.Do(effects.DrainToImmutable());
    }

    private static ReplicaDecision Cut(ReplicaMachine follower, FetchAnswer.Diverged diverged, IReplicaLog log)
    {
        var own = log.EndOf(diverged.Boundary.Epoch);
        var wanted = diverged.Boundary.Epoch == LeaderEpoch.None ? diverged.LogStart
            : own.Epoch == LeaderEpoch.None ? log.Start
            : follower.Rules.CutAt(diverged.Boundary, own, follower.HighWatermark);
        var cut = Offset.Clamp(wanted, log.Start, log.End);
        if (cut == log.End)
            return follower.Do([]);

        var next = follower with
        {
            HighWatermark = Offset.Min(follower.HighWatermark, cut),
            HighWatermarkKnown = Offset.Min(follower.HighWatermarkKnown, cut),
        };
        var truncate = new ReplicaEffect.Truncate(cut);
        return cut < follower.HighWatermark
            ? next.Do([new ReplicaEffect.ReportLoss(cut, follower.HighWatermark), truncate])
            : next.Do([truncate]);
    }

    private static ReplicaDecision Restart(ReplicaMachine follower, FetchAnswer.OutOfRange range, IReplicaLog log)
    {
        var start = range.LogStart;
        if (start == log.End && start == log.Start)
            return follower.Do([]);

        var next = follower with { HighWatermark = start, HighWatermarkKnown = start };
        return next.Do([new ReplicaEffect.RestartAt(start)]);
    }
}
