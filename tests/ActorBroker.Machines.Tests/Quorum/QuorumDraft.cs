using System.Runtime.InteropServices;
using ActorBroker.Machines.Quorum;
using ActorBroker.Machines.Tests.Checking;

namespace ActorBroker.Machines.Tests.Quorum;

/// <summary>
/// Makes a state's successors: budget, history, voters in their order, candidates and leaders in the order of their numbers, then messages.
/// </summary>
/// <remarks>
/// A message is left out once it can do nothing any more, whatever happens. An answer that only makes its receiver stop is left out too: to stop
/// is to do nothing, which every candidate and leader may do at any time.
/// </remarks>
internal sealed class QuorumDraft(PartTable parts, int voters, VoterTurns voterTurns, CampaignTurns campaignTurns)
{
    private const int Budget = 0;
    private const int History = 1;
    private const int FirstVoter = 2;

    private readonly List<(int Voter, int Candidate)> _addresses = [];
    private readonly Dictionary<(int Message, int Receiver, int Other), bool> _dead = [];
    private readonly List<int> _state = [];
    private int[] _messages = [];
    private Expansion? _into;

    /// <summary>The budget of the state.</summary>
    public BudgetPart BudgetPart => (BudgetPart)parts[_state[Budget]];

    /// <summary>What happened before the state.</summary>
    public HistoryPart HistoryPart => (HistoryPart)parts[_state[History]];

    /// <summary>The voters' parts.</summary>
    public ReadOnlySpan<int> Voters => CollectionsMarshal.AsSpan(_state).Slice(FirstVoter, voters);

    /// <summary>The parts of candidates and leaders.</summary>
    public ReadOnlySpan<int> Campaigners => CollectionsMarshal.AsSpan(_state)[(FirstVoter + voters)..];

    /// <summary>The messages under way.</summary>
    public ReadOnlySpan<int> Messages => _messages;

    /// <summary>True when texts of steps are wanted.</summary>
    public bool IsTelling => _into!.IsTelling;

    /// <summary>Takes a state to make successors of.</summary>
    public void Begin(ReadOnlySpan<int> state, Expansion into)
    {
        var end = FirstVoter + voters;
        while (end < state.Length && parts[state[end]] is CandidatePart or LeaderPart)
            end++;
        _state.Clear();
        _state.AddRange(state[..end]);
        _messages = state[end..].ToArray();
        _into = into;
    }

    /// <summary>The part of a candidate or leader by its number; -1 when it is no more.</summary>
    public int Campaigner(int candidate)
    {
        foreach (var part in Campaigners)
        {
            if (Address(part).Candidate == candidate)
                return part;
        }

        return -1;
    }

    /// <summary>Which voter and which candidate a part is, or lies between.</summary>
    public (int Voter, int Candidate) Address(int part)
    {
        for (var number = _addresses.Count; number < parts.Count; number++)
        {
            _addresses.Add(parts[number] switch
            {
                VoterPart voter => (QuorumNames.Number(voter.Voter.Id), -1),
                CandidatePart candidate => (-1, QuorumNames.Number(candidate.Candidate.Candidate)),
                LeaderPart leader => (-1, QuorumNames.Number(leader.Leader.Candidate)),
                RequestPart request => (QuorumNames.Number(request.Request.Header.Voter), QuorumNames.Number(request.Request.Header.Candidate)),
                AnswerPart answer => (QuorumNames.Number(answer.From), QuorumNames.Number(answer.To)),
                _ => (-1, -1),
            });
        }

        return _addresses[part];
    }

    /// <summary>Adds the state in which a voter became another.</summary>
    public void Voter(int voter, int becomes, ReadOnlySpan<int> sent, BudgetPart budget, string text)
    {
        var place = FirstVoter + voter;
        var before = _state[place];
        _state[place] = becomes;
        Add(budget, HistoryPart, sent, text);
        _state[place] = before;
    }

    /// <summary>Adds the state in which a candidate or leader became another, began (before: -1) or ended (becomes: -1).</summary>
    public void Campaigner(int before, int becomes, ReadOnlySpan<int> sent, BudgetPart budget, HistoryPart history, string text)
    {
        var place = before < 0 ? _state.Count : _state.IndexOf(before, FirstVoter + voters);
        if (before >= 0)
            _state.RemoveAt(place);
        if (becomes >= 0)
            _state.Insert(place, becomes);
        Add(budget, history, sent, text);
        if (becomes >= 0)
            _state.RemoveAt(place);
        if (before >= 0)
            _state.Insert(place, before);
    }

    private void Add(BudgetPart budget, HistoryPart history, ReadOnlySpan<int> sent, string text)
    {
        var into = _into!;
        into.Part(parts.Number(budget));
        into.Part(parts.Number(history));
        foreach (var part in CollectionsMarshal.AsSpan(_state)[FirstVoter..])
            into.Part(part);
        foreach (var message in _messages)
        {
            if (!IsDead(message))
                into.Part(message);
        }

        foreach (var message in sent)
        {
            if (!_messages.AsSpan().Contains(message) && !IsDead(message))
                into.Part(message);
        }

        into.End(text);
    }

    private bool IsDead(int message)
    {
        var (voter, candidate) = Address(message);
        return IsDead(message, Voters[voter], Campaigner(candidate));
    }

    private bool IsDead(int message, int voter, int campaigner)
    {
        if (!_dead.TryGetValue((message, voter, campaigner), out var dead))
        {
            dead = parts[message] is AnswerPart
                ? IsDeadAnswer(message, campaigner)
                : IsDeadRequest(message, voter, campaigner);
            _dead.Add((message, voter, campaigner), dead);
        }

        return dead;
    }

    private bool IsDeadAnswer(int message, int campaigner)
    {
        if (campaigner < 0)
            return true;
        var turn = campaignTurns.Answered(campaigner, message);
        _into!.Coverage.Reached(turn.Row);
        return turn.Next == -1 || (turn.Next == campaigner && turn.Sent.Length == 0 && turn.Committing.Length == 0);
    }

    private bool IsDeadRequest(int message, int voter, int campaigner)
    {
        var turn = voterTurns.Take(voter, message);
        _into!.Coverage.Reached(turn.Row);
        var answer = ((AnswerPart)parts[turn.Answer]).Answer;
        if (turn.After != voter || answer is QuorumAnswer.Diverged or QuorumAnswer.Unformed)
            return false;
        return IsDead(turn.Answer, voter, campaigner);
    }
}
