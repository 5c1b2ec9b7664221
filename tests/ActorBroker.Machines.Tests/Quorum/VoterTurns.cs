using ActorBroker.Machines.Quorum;
using ActorBroker.Machines.Tests.Checking;

namespace ActorBroker.Machines.Tests.Quorum;

/// <summary>What becomes of a voter and a request; each pair is decided once.</summary>
internal sealed class VoterTurns(PartTable parts, Coverage coverage, QuorumDisk disk)
{
    private readonly Dictionary<(int Voter, int Request), VoterTurn> _turns = [];
    private readonly Dictionary<int, int> _restarted = [];

    /// <summary>What a voter does with a request.</summary>
    public VoterTurn Take(int voter, int request)
    {
        if (!_turns.TryGetValue((voter, request), out var turn))
        {
            turn = Decide(((VoterPart)parts[voter]).Voter, ((RequestPart)parts[request]).Request);
            _turns.Add((voter, request), turn);
        }

        return turn;
    }

    /// <summary>The voter made again from what is on its disk.</summary>
    public int Restart(int voter)
    {
        if (!_restarted.TryGetValue(voter, out var restarted))
        {
            restarted = parts.Number(new VoterPart(disk.Restart(((VoterPart)parts[voter]).Voter)));
            _restarted.Add(voter, restarted);
        }

        return restarted;
    }

    private VoterTurn Decide(QuorumVoter voter, QuorumRequest request)
    {
        var decision = voter.Decide(request);
        var after = new List<int> { parts.Number(new VoterPart(voter)) };
        var names = new List<string>();
        foreach (var happened in decision.Events)
        {
            voter = voter.Apply(happened);
            after.Add(parts.Number(new VoterPart(voter)));
            names.Add(happened.GetType().Name);
        }

        var answer = new AnswerPart(request.Header.Voter, request.Header.Candidate, decision.Answer);
        var row = $"voter: {request.GetType().Name} -> {string.Join('+', names)} {decision.Answer.GetType().Name}";
        return new VoterTurn([.. after], parts.Number(answer), coverage.Number(row), decision.Answer is QuorumAnswer.Refused);
    }
}

/// <summary>One of them.</summary>
/// <param name="Voters">The voter with none of the decision's events durable, with the first, and so on; the last one is the voter after all.</param>
/// <param name="Answer">What it answers.</param>
/// <param name="Row">Which row of its table it took.</param>
/// <param name="IsRefused">True when the request will never do anything.</param>
internal sealed record VoterTurn(int[] Voters, int Answer, int Row, bool IsRefused)
{
    public int After => Voters[^1];
}
