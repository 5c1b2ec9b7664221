using System.Collections.Immutable;
using ActorBroker.Machines.Quorum;
using ActorBroker.Machines.Tests.Checking;

namespace ActorBroker.Machines.Tests.Quorum;

/// <summary>A voter as it is on its disk, which is all there is of it.</summary>
internal sealed record VoterPart(QuorumVoter Voter) : IPart
{
    public void Describe(PartText text)
    {
        text.Add(1).AddNode(QuorumNames.Number(Voter.Id)).Add(Voter.Promise.Epoch.Value).Add(QuorumNames.Number(Voter.Promise.Candidate));
        if (Voter.Log is { } log)
            text.Add(log);
    }
}

/// <summary>A candidate.</summary>
internal sealed record CandidatePart(QuorumCandidate Candidate) : IPart
{
    public void Describe(PartText text)
    {
        text.Add(2).Add(QuorumNames.Number(Candidate.Candidate)).Add(Candidate.Epoch.Value).Add(Candidate.IsAdopting).Add(Candidate.Asked);
        text.AddNode(Candidate.Source is { } source ? QuorumNames.Number(source) : -1);
        text.AddByNode(
            Candidate.Promises.Select(pair => KeyValuePair.Create(QuorumNames.Number(pair.Key), pair.Value)),
            static (text, promised) => text.Add(promised.Last).Add(promised.Voters));
        if (Candidate.Adopted is { } log)
            text.Add(log);
    }
}

/// <summary>A leader. Whom it heard since the last check is left out: it decides about nothing else, and that check is not explored.</summary>
internal sealed record LeaderPart(QuorumLeader Leader) : IPart
{
    public void Describe(PartText text)
    {
        text.Add(3).Add(QuorumNames.Number(Leader.Candidate)).Add(Leader.Epoch.Value).Add(Leader.Committed.Value).Add(Leader.Log);
        text.AddNode(Leader.Newcomer is { } newcomer ? QuorumNames.Number(newcomer) : -1);
        text.AddByNode(
            Leader.Progress.Select(pair => KeyValuePair.Create(QuorumNames.Number(pair.Key), pair.Value)),
            static (text, progress) => text.Add(progress.Match.Value).Add(progress.Next.Value));
    }
}

/// <summary>A request on its way: once sent it can arrive at any time, any number of times, or never.</summary>
internal sealed record RequestPart(QuorumRequest Request) : IPart
{
    public void Describe(PartText text)
    {
        var header = Request.Header;
        text.Add(4).AddNode(QuorumNames.Number(header.Voter)).Add(header.Epoch.Value).Add(QuorumNames.Number(header.Candidate));
        _ = Request switch
        {
            QuorumRequest.Read read => text.Add(1).Add(read.From.Value),
            QuorumRequest.Append append => text.Add(2).Add(append.Previous).Add(append.Entries),
            QuorumRequest.Install install => text.Add(3).Add(install.Snapshot),
            _ => text.Add(0),
        };
    }

    public override string ToString() => Request switch
    {
        QuorumRequest.Read read => $"Read from {read.From}",
        QuorumRequest.Append append => $"Append behind {append.Previous} [{QuorumNames.Tell(append.Entries)}]",
        QuorumRequest.Install install => $"Install to {install.Snapshot.Last}",
        _ => "Prepare",
    };
}

/// <summary>An answer on its way.</summary>
internal sealed record AnswerPart(VoterId From, CandidateId To, QuorumAnswer Answer) : IPart
{
    public void Describe(PartText text)
    {
        text.Add(5).AddNode(QuorumNames.Number(From)).Add(QuorumNames.Number(To)).Add(Answer.Epoch.Value);
        _ = Answer switch
        {
            QuorumAnswer.Promised promised => text.Add(1).Add(promised.Last).Add(promised.Voters),
            QuorumAnswer.Content content => Describe(text, content),
            QuorumAnswer.Stored stored => text.Add(3).Add(stored.End.Value),
            QuorumAnswer.Diverged diverged => text.Add(4).Add(diverged.Last),
            QuorumAnswer.Refused refused => text.Add(5).Add(refused.Held.Value),
            QuorumAnswer.Unformed => text.Add(6),
            _ => text.Add(7),
        };
    }

    public override string ToString() => Answer switch
    {
        QuorumAnswer.Promised promised => $"Promised, has {promised.Last}",
        QuorumAnswer.Content content => $"Content from {content.From} [{QuorumNames.Tell(content.Entries)}]",
        QuorumAnswer.Stored stored => $"Stored to {stored.End}",
        QuorumAnswer.Diverged diverged => $"Diverged, may agree to {diverged.Last}",
        QuorumAnswer.Refused refused => $"Refused, promised {refused.Held}",
        _ => Answer.GetType().Name,
    };

    private static PartText Describe(PartText text, QuorumAnswer.Content content)
    {
        if (content.Snapshot is { } snapshot)
            text.Add(snapshot);
        return text.Add(2).Add(content.From.Value).Add(content.Entries);
    }
}

/// <summary>What was ever committed, entry by entry, and in which epoch last; and who won each epoch.</summary>
internal sealed record HistoryPart(ImmutableArray<string> Committed, int CommittedIn, ImmutableSortedDictionary<int, int> Winners) : IPart
{
    public static readonly HistoryPart Empty = new([], -1, ImmutableSortedDictionary<int, int>.Empty);

    public void Describe(PartText text)
    {
        text.Add(6).Add(CommittedIn).Add(Committed.Length);
        foreach (var letter in Committed.SelectMany(entry => entry.Append('/')))
            text.Add(letter);
        foreach (var (epoch, candidate) in Winners)
            text.Add(epoch).Add(candidate);
    }
}

/// <summary>What may still happen.</summary>
internal sealed record BudgetPart(int Crashes, int Proposals, int Candidates, int Snapshots, int VoterChanges) : IPart
{
    public void Describe(PartText text) => text.Add(7).Add(Crashes).Add(Proposals).Add(Candidates).Add(Snapshots).Add(VoterChanges);
}
