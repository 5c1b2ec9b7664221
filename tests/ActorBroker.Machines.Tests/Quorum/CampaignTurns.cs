using ActorBroker.Machines.Quorum;
using ActorBroker.Machines.Tests.Checking;

namespace ActorBroker.Machines.Tests.Quorum;

/// <summary>What becomes of a candidate or leader and an answer or command; each pair is decided once.</summary>
internal sealed class CampaignTurns(PartTable parts, Coverage coverage)
{
    private readonly Dictionary<(int Part, int Answer), CampaignTurn> _answered = [];
    private readonly Dictionary<(int Part, string Command), CampaignTurn> _commanded = [];

    /// <summary>What a candidate or leader does with an answer.</summary>
    public CampaignTurn Answered(int campaigner, int answer)
    {
        if (!_answered.TryGetValue((campaigner, answer), out var turn))
        {
            var part = (AnswerPart)parts[answer];
            turn = parts[campaigner] is CandidatePart candidate
                ? Take(candidate.Candidate.Answered(part.From, part.Answer), part.Answer.GetType().Name)
                : Take(((LeaderPart)parts[campaigner]).Leader.Answered(part.From, part.Answer), part.Answer.GetType().Name);
            _answered.Add((campaigner, answer), turn);
        }

        return turn;
    }

    /// <summary>What a leader does about a command.</summary>
    public CampaignTurn Commanded(int leader, string command, Func<QuorumLeader, LeaderDecision> decide)
    {
        if (!_commanded.TryGetValue((leader, command), out var turn))
        {
            turn = Take(decide(((LeaderPart)parts[leader]).Leader), command.Split(' ')[0]);
            _commanded.Add((leader, command), turn);
        }

        return turn;
    }

    /// <summary>A new candidate.</summary>
    public CampaignTurn Begin(CandidateDecision decision) => Take(decision, "Begin");

    private CampaignTurn Take(CandidateDecision decision, string cause)
    {
        var next = decision.Next.IsStopped ? -1
            : decision.Won is { } won ? parts.Number(new LeaderPart(won))
            : parts.Number(new CandidatePart(decision.Next));
        var row = $"candidate: {cause} -> {(decision.Won is null ? "" : "Won+")}{Names(decision.Effects)}";
        return Turn(next, decision.Effects, row) with { Won = decision.Won };
    }

    private CampaignTurn Take(LeaderDecision decision, string cause)
    {
        var next = decision.Next.IsStopped ? -1 : parts.Number(new LeaderPart(decision.Next));
        return Turn(next, decision.Effects, $"leader: {cause} -> {Names(decision.Effects)}") with { Leader = decision.Next };
    }

    private CampaignTurn Turn(int next, IReadOnlyCollection<LeaderEffect> effects, string row) => new(
        next,
        [.. effects.OfType<LeaderEffect.Send>().Select(send => parts.Number(new RequestPart(send.Request)))],
        coverage.Number(row),
        [.. effects.Where(effect => effect is LeaderEffect.Lead or LeaderEffect.Commit)]);

    private static string Names(IEnumerable<LeaderEffect> effects) => string.Join('+', effects
        .Select(effect => effect is LeaderEffect.Send send ? send.Request.GetType().Name : effect.GetType().Name)
        .Distinct());
}

/// <summary>One of them.</summary>
/// <param name="Next">The candidate or leader afterwards; -1 when it stopped.</param>
/// <param name="Sent">Requests that leave.</param>
/// <param name="Row">Which row of its table it took.</param>
/// <param name="Committing">What it says about what is committed.</param>
internal sealed record CampaignTurn(int Next, int[] Sent, int Row, LeaderEffect[] Committing)
{
    /// <summary>The leader that a candidate became.</summary>
    public QuorumLeader? Won { get; init; }

    /// <summary>The leader afterwards, where it was one.</summary>
    public QuorumLeader? Leader { get; init; }
}
