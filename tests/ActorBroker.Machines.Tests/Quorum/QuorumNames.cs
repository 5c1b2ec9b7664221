using System.Collections.Immutable;
using ActorBroker.Machines.Quorum;
using ActorBroker.Machines.Tests.Checking;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Quorum;

/// <summary>Voters and candidates by small numbers, and how the quorum's values are written for <see cref="PartText"/>.</summary>
internal static class QuorumNames
{
    public static VoterId Voter(int number) => QuorumSamples.Voter(number);

    public static CandidateId Candidate(int number) => QuorumSamples.Candidate(number);

    public static int Number(VoterId voter) => voter.Node.Value;

    public static int Number(CandidateId candidate) => candidate.Node.Value;

    public static PartText Add(this PartText text, QuorumPosition position) => text.Add(position.End.Value).Add(position.Epoch.Value);

    public static PartText Add(this PartText text, VoterSet voters) => text.AddNodes(voters.Members.Select(Number));

    public static PartText Add(this PartText text, QuorumSnapshot snapshot) =>
        text.Add(snapshot.Last).Add(snapshot.Voters).Add(snapshot.Content);

    public static PartText Add(this PartText text, ReadOnlyMemory<byte> content)
    {
        text.Add(content.Length);
        foreach (var value in content.Span)
            text.Add(value);
        return text;
    }

    public static PartText Add(this PartText text, ImmutableArray<QuorumEntry> entries)
    {
        text.Add(entries.Length);
        foreach (var entry in entries)
            text.Add(entry);
        return text;
    }

    public static PartText Add(this PartText text, QuorumEntry entry)
    {
        text.Add(entry.Epoch.Value);
        return entry switch
        {
            QuorumEntry.Event happened => text.Add(1).Add(happened.Content),
            QuorumEntry.VotersChanged changed => text.Add(2).Add(changed.Voters),
            _ => text.Add(0),
        };
    }

    public static PartText Add(this PartText text, QuorumLog log) =>
        text.Add(log.Snapshot).Add(log.Read(log.Start, int.MaxValue));

    /// <summary>A log in a few letters: each entry its epoch, and behind a colon what was proposed.</summary>
    public static string Tell(QuorumLog log) =>
        $"[{(log.Start > Offset.Zero ? $"snapshot to {log.Start} " : "")}{Tell(log.Read(log.Start, int.MaxValue))}]";

    public static string Tell(ImmutableArray<QuorumEntry> entries) => string.Join(' ', entries.Select(Tell));

    private static string Tell(QuorumEntry entry) => entry switch
    {
        QuorumEntry.Event happened => $"{entry.Epoch}:{(char)('a' + happened.Content.Span[0])}",
        QuorumEntry.VotersChanged changed => $"{entry.Epoch}:voters({changed.Voters})",
        _ => $"{entry.Epoch}:barrier",
    };
}
