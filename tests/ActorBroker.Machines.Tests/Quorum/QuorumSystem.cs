using ActorBroker.Machines.Quorum;
using ActorBroker.Machines.Tests.Checking;

namespace ActorBroker.Machines.Tests.Quorum;

/// <summary>
/// Voters, candidates and leaders as they are, and between them a network that loses, doubles, delays and reorders at will: what was once sent can
/// arrive at any later time, any number of times, or never. A voter may crash before, while and after it makes a decision durable.
/// </summary>
internal sealed class QuorumSystem : IExploredSystem
{
    private readonly QuorumBounds _bounds;
    private readonly QuorumMistake _mistake;
    private readonly VoterSet _first;
    private readonly VoterTurns _voters;
    private readonly CampaignTurns _campaigns;
    private readonly QuorumDraft _draft;
    private readonly QuorumFaults _faults;

    public QuorumSystem(QuorumBounds bounds, QuorumMistake mistake, Coverage coverage)
    {
        (_bounds, _mistake) = (bounds, mistake);
        _first = new VoterSet(Enumerable.Range(0, bounds.Voters).Select(QuorumNames.Voter));
        Parts = new PartTable(Renaming.All(0, bounds.Voters, bounds.Nodes));
        _voters = new VoterTurns(Parts, coverage, new QuorumDisk(mistake, _first));
        _campaigns = new CampaignTurns(Parts, coverage);
        _draft = new QuorumDraft(Parts, bounds.Nodes, _voters, _campaigns);
        _faults = new QuorumFaults(coverage);
        Initial = Begin();
    }

    public PartTable Parts { get; }

    public int[] Initial { get; }

    public void Expand(ReadOnlySpan<int> state, Expansion into)
    {
        _draft.Begin(state, into);
        if (BeginCandidate(into) || DeliverAtOnce(into))
            return;

        Deliver(into);
        Command(into);
        Crash(into.Coverage);
    }

    private int[] Begin()
    {
        var voters = Enumerable.Range(0, _bounds.Nodes).Select(number =>
        {
            var voter = QuorumVoter.Empty(QuorumNames.Voter(number), _mistake.Rules);
            return number < _bounds.Voters ? QuorumDisk.Form(voter, _first) : voter;
        });
        var budget = new BudgetPart(_bounds.Crashes, _bounds.Proposals, _bounds.Candidates, _bounds.Snapshots, _bounds.VoterChanges);
        return [Parts.Number(budget), Parts.Number(HistoryPart.Empty), .. voters.Select(voter => Parts.Number(new VoterPart(voter)))];
    }

    private bool BeginCandidate(Expansion into)
    {
        var budget = _draft.BudgetPart;
        if (budget.Candidates == 0)
            return false;

        var number = _bounds.Candidates - budget.Candidates + 1;
        var (first, last) = _bounds.IsEpochOwn ? (number, number) : (LastEpoch(), _bounds.Epochs);
        for (var epoch = first; epoch <= last; epoch++)
        {
            var begun = QuorumCandidate.Begin(
                QuorumSamples.TheQuorum, QuorumNames.Candidate(number), new ControllerEpoch(epoch), _first, _mistake.Rules);
            var text = $"candidate {number} begins with epoch {epoch}";
            Add(into, -1, _campaigns.Begin(begun), budget with { Candidates = budget.Candidates - 1 }, text);
        }

        return true;
    }

    private long LastEpoch() =>
        _draft.Campaigners.Length == 0 ? 1 : ((CandidatePart)Parts[_draft.Campaigners[^1]]).Candidate.Epoch.Value;

    private bool DeliverAtOnce(Expansion into)
    {
        foreach (var message in _draft.Messages)
        {
            if (!IsAtOnce(message))
                continue;
            Deliver(into, message);
            return true;
        }

        return false;
    }

    private bool IsAtOnce(int message) => Parts[message] switch
    {
        AnswerPart answer => answer.Answer is QuorumAnswer.Stored or QuorumAnswer.Content,
        RequestPart { Request: QuorumRequest.Read } => !_draft.Messages.Contains(_voters.Take(_draft.Voters[_draft.Address(message).Voter], message).Answer),
        _ => false,
    };

    private void Deliver(Expansion into)
    {
        foreach (var message in _draft.Messages)
            Deliver(into, message);
    }

    private void Deliver(Expansion into, int message)
    {
        var (voter, candidate) = _draft.Address(message);
        if (Parts[message] is RequestPart)
        {
            Ask(into, voter, message);
            return;
        }

        var campaigner = _draft.Campaigner(candidate);
        Add(into, campaigner, _campaigns.Answered(campaigner, message), _draft.BudgetPart, Tell(message));
    }

    private void Ask(Expansion into, int voter, int request)
    {
        var turn = _voters.Take(_draft.Voters[voter], request);
        into.Coverage.Reached(turn.Row);
        _draft.Voter(voter, turn.After, [turn.Answer], _draft.BudgetPart, Tell(request));
        for (var durable = 0; durable < turn.Voters.Length; durable++)
            CrashWhileAsked(into, voter, request, turn, durable);
    }

    private void CrashWhileAsked(Expansion into, int voter, int request, VoterTurn turn, int durable)
    {
        var budget = _draft.BudgetPart with { Crashes = _draft.BudgetPart.Crashes - 1 };
        var isWhole = durable == turn.Voters.Length - 1;
        var restarted = _voters.Restart(turn.Voters[durable]);
        into.Coverage.Reached(durable == 0 ? _faults.BeforeDurable : isWhole ? _faults.BeforeSent : _faults.WhileDurable);
        if (budget.Crashes < 0)
            return;

        if (_mistake.AnswersTooEarly && !isWhole)
            _draft.Voter(voter, restarted, [turn.Answer], budget, $"{Tell(request)}; it answers, crashes, and has {durable} events durable");
        if (restarted != turn.Voters[0] && restarted != turn.After)
            _draft.Voter(voter, restarted, [], budget, $"{Tell(request)}; it crashes with {durable} events durable, nothing answered");
    }

    private void Crash(Coverage coverage)
    {
        var budget = _draft.BudgetPart with { Crashes = _draft.BudgetPart.Crashes - 1 };
        for (var voter = 0; voter < _bounds.Nodes; voter++)
        {
            coverage.Reached(_faults.VoterCrash);
            var restarted = _voters.Restart(_draft.Voters[voter]);
            if (budget.Crashes >= 0 && restarted != _draft.Voters[voter])
                _draft.Voter(voter, restarted, [], budget, $"voter {voter} crashes and starts again");
        }
    }

    private void Command(Expansion into)
    {
        var budget = _draft.BudgetPart;
        foreach (var part in _draft.Campaigners.ToArray())
        {
            if (Parts[part] is not LeaderPart { Leader: { IsLeading: true } leader })
                continue;
            var content = new[] { (byte)(_bounds.Proposals - budget.Proposals) };
            if (budget.Proposals > 0)
                Command(into, part, $"Propose {content[0]}", budget with { Proposals = budget.Proposals - 1 }, l => l.Propose([content]));
            if (budget.Snapshots > 0 && leader.Committed > leader.Log.Start)
                Command(into, part, "TakeSnapshot", budget with { Snapshots = budget.Snapshots - 1 }, TakeSnapshot);
            for (var node = 0; node < _bounds.Nodes && budget.VoterChanges > 0; node++)
                ChangeVoters(into, part, leader, QuorumNames.Voter(node));
        }
    }

    private void ChangeVoters(Expansion into, int part, QuorumLeader leader, VoterId voter)
    {
        var budget = _draft.BudgetPart with { VoterChanges = _draft.BudgetPart.VoterChanges - 1 };
        var number = QuorumNames.Number(voter);
        if (leader.Log.Voters.Contains(voter))
            Command(into, part, $"RemoveVoter {number}", budget, l => l.RemoveVoter(voter));
        else
            Command(into, part, $"AddVoter {number}", budget, l => l.AddVoter(voter));
    }

    private static LeaderDecision TakeSnapshot(QuorumLeader leader) => leader.TakeSnapshot(leader.Committed, QuorumHistory.SnapshotOf(leader));

    private void Command(Expansion into, int leader, string command, BudgetPart budget, Func<QuorumLeader, LeaderDecision> decide) =>
        Add(into, leader, _campaigns.Commanded(leader, command, decide), budget, $"leader {_draft.Address(leader).Candidate}: {command}");

    private void Add(Expansion into, int before, CampaignTurn turn, BudgetPart budget, string text)
    {
        into.Coverage.Reached(turn.Row);
        var history = _draft.HistoryPart;
        if (turn.Won is { } won)
            history = Check(into, QuorumHistory.Win(history, won, out var broken), broken);
        foreach (var effect in turn.Committing)
            history = Check(into, QuorumHistory.Commit(history, turn.Leader!, effect is LeaderEffect.Lead, out var broken), broken);
        _draft.Campaigner(before, turn.Next, turn.Sent, budget, history, text);
    }

    private static HistoryPart Check(Expansion into, HistoryPart history, string? broken)
    {
        if (broken is not null)
            into.Violate(broken);
        return history;
    }

    private string Tell(int message)
    {
        if (!_draft.IsTelling)
            return "";
        var (voter, candidate) = _draft.Address(message);
        return Parts[message] is RequestPart { Request.Header.Epoch: var epoch } request
            ? $"voter {voter} gets from candidate {candidate} in epoch {epoch}: {request}"
            : $"candidate {candidate} gets from voter {voter}: {Parts[message]}";
    }
}
