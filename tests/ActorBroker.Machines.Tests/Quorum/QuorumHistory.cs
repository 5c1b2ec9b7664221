using System.Collections.Immutable;
using System.Text;
using ActorBroker.Machines.Quorum;

namespace ActorBroker.Machines.Tests.Quorum;

/// <summary>What must hold of everything that ever happened in a quorum.</summary>
internal static class QuorumHistory
{
    /// <summary>A committed entry is never lost or changed, and who leads has them all.</summary>
    /// <param name="history">All that happened before.</param>
    /// <param name="leader">Who commits.</param>
    /// <param name="leads">True when it begins to act.</param>
    /// <param name="broken">The rule that is broken; null when none is.</param>
    public static HistoryPart Commit(HistoryPart history, QuorumLeader leader, bool leads, out string? broken)
    {
        var committed = Committed(leader);
        var shared = Math.Min(committed.Length, history.Committed.Length);
        var epoch = (int)leader.Epoch.Value;
        broken = !committed.Take(shared).SequenceEqual(history.Committed.Take(shared))
            ? $"a committed entry is never changed: [{string.Join(' ', history.Committed)}] became [{string.Join(' ', committed)}]"
            : leads && epoch > history.CommittedIn && committed.Length < history.Committed.Length
                ? $"a committed entry is never lost: [{string.Join(' ', history.Committed)}] became [{string.Join(' ', committed)}]"
                : null;
        return committed.Length <= history.Committed.Length
            ? history
            : history with { Committed = committed, CommittedIn = Math.Max(epoch, history.CommittedIn) };
    }

    /// <summary>One leader in each epoch.</summary>
    public static HistoryPart Win(HistoryPart history, QuorumLeader leader, out string? broken)
    {
        var epoch = (int)leader.Epoch.Value;
        var candidate = QuorumNames.Number(leader.Candidate);
        broken = history.Winners.TryGetValue(epoch, out var other) && other != candidate
            ? $"an epoch has one leader: {epoch} had candidate {other}, and has {candidate}"
            : null;
        return history with { Winners = history.Winners.SetItem(epoch, candidate) };
    }

    /// <summary>What a snapshot up to an offset says: the committed entries as they are.</summary>
    public static byte[] SnapshotOf(QuorumLeader leader) => Encoding.UTF8.GetBytes(string.Join(' ', Committed(leader)));

    private static ImmutableArray<string> Committed(QuorumLeader leader)
    {
        var log = leader.Log;
        var before = Encoding.UTF8.GetString(log.Snapshot.Content.Span);
        var behind = log.ReadTo(log.Start, leader.Committed).Select(entry => QuorumNames.Tell([entry]));
        return [.. before.Length == 0 ? [] : before.Split(' '), .. behind];
    }
}
