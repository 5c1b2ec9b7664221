using System.Collections.Immutable;
using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Machines.Quorum;
using ActorBroker.Machines.Tests.Controller;
using ActorBroker.Machines.Tests.Quorum;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Cluster;

/// <summary>
/// A node as controller: campaigns for the quorum, and once it leads decides one command at a time, whose answer leaves when its events are
/// committed. Several nodes may sit here at once.
/// </summary>
internal sealed class ControllerSeat(int number, ClusterBoard board)
{
    private static readonly ControllerOptions Options = new() { PreferredLeadersAtOnce = 2 };

    private QuorumCandidate? _candidate;
    private QuorumLeader? _leader;
    private ControllerMachine? _machine;
    private (int To, ControllerCommand Command, ControllerReply Reply, Offset End)? _deciding;
    private ControllerEpoch _heard = ControllerEpoch.None;

    /// <summary>True when it believes to be the controller.</summary>
    public bool IsInControl => _machine is { } machine && machine.Image.ControllerEpoch == machine.Epoch;

    /// <summary>True when it is or wants to be the controller.</summary>
    public bool IsTaken => _candidate is not null || _leader is not null;

    /// <summary>The cluster as far as its decisions are committed; null when it does not act.</summary>
    public MetadataImage? Image => _machine?.Image;

    /// <summary>Leaves, as a crash does.</summary>
    public void Leave() => (_candidate, _leader, _machine, _deciding) = (null, null, null, null);

    /// <summary>Tries to become the controller, by what this node's voter knows.</summary>
    public void Campaign(QuorumVoter voter)
    {
        Leave();
        _heard = new ControllerEpoch(Math.Max(_heard.Value, voter.Promise.Epoch.Value) + 1);
        var voters = voter.Log?.Voters ?? board.FirstVoters;
        var begun = QuorumCandidate.Begin(QuorumSamples.TheQuorum, new CandidateId(new BrokerId(number), board.NextGuid()), _heard, voters);
        _candidate = begun.Next;
        CarryOut(begun.Effects);
    }

    /// <summary>A voter answered.</summary>
    public void Take(ClusterMessage.FromVoter message)
    {
        if (_candidate is { } candidate && candidate.Candidate == message.Candidate)
        {
            var decision = candidate.Answered(message.Voter, message.Answer);
            _candidate = decision.Won is null ? decision.Next : null;
            _leader = decision.Won;
            CarryOut(decision.Effects);
        }
        else if (_leader is { } leader && leader.Candidate == message.Candidate)
        {
            Take(leader.Answered(message.Voter, message.Answer));
        }
    }

    /// <summary>A command came. One that comes while another is decided is not heard: who sent it will send again.</summary>
    public void Take(int from, ControllerCommand command)
    {
        if (_machine is not { } machine || _leader is not { IsLeading: true } leader || _deciding is not null)
            return;

        var decision = machine.Decide(command, DateTimeOffset.UnixEpoch);
        board.Coverage.Did($"controller: {command.GetType().Name}{(decision.Reply is Acknowledged { Error.IsError: true } ? " refused" : decision.Events.IsEmpty ? "" : " decided")}");
        if (decision.MustStepDown)
        {
            Leave();
            return;
        }

        ImmutableArray<ReadOnlyMemory<byte>> contents = [.. decision.Events.Select(happened => (ReadOnlyMemory<byte>)MetadataEventFormat.Encode(happened))];
        _deciding = (from, command, decision.Reply, leader.Log.End + contents.Length);
        if (contents.IsEmpty)
            Answer();
        else
            Take(leader.Propose(contents));
    }

    /// <summary>Sends again what was not answered.</summary>
    public void Resend()
    {
        if (_candidate is { } candidate)
            CarryOut(candidate.Resend().Effects);
        if (_leader is { } leader)
            Take(leader.Resend());
    }

    /// <summary>Leaves when no majority was heard since the last time.</summary>
    public void CheckQuorum()
    {
        if (_leader is { } leader)
            Take(leader.CheckQuorum());
    }

    /// <summary>Puts a snapshot in the place of what is committed, unless events of a decision are among it that are not applied.</summary>
    public void TakeSnapshot()
    {
        if (_leader is { IsLeading: true } leader && _deciding is null && leader.Committed > leader.Log.Start)
            Take(leader.TakeSnapshot(leader.Committed, MetadataSnapshotFormat.Encode(board.Metadata.At((int)leader.Committed.Value))));
    }

    /// <summary>Makes a node a voter, or one no more.</summary>
    public void ChangeVoter(VoterId voter)
    {
        if (_leader is { IsLeading: true } leader)
            Take(leader.Log.Voters.Contains(voter) ? leader.RemoveVoter(voter) : leader.AddVoter(voter));
    }

    private void Take(LeaderDecision decision)
    {
        _leader = decision.Next;
        CarryOut(decision.Effects);
    }

    private void CarryOut(ImmutableArray<LeaderEffect> effects)
    {
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case LeaderEffect.Send send:
                    board.Send(new ClusterMessage.ToVoter(number, send.Request.Header.Voter.Node.Value, send.Request));
                    break;
                case LeaderEffect.Lead lead:
                    Lead(lead);
                    break;
                case LeaderEffect.Commit commit:
                    Commit(commit);
                    break;
                case LeaderEffect.Stop stop:
                    _heard = new ControllerEpoch(Math.Max(_heard.Value, stop.Promised.Value));
                    board.Coverage.Did($"quorum: stop, {stop.Reason}");
                    Leave();
                    return;
            }
        }
    }

    private void Lead(LeaderEffect.Lead lead)
    {
        board.Coverage.Did("quorum: lead");
        board.Metadata.Add(lead.Log);
        var log = lead.Log;
        var image = log.Start == Offset.Zero ? MetadataImage.Empty : MetadataSnapshotFormat.Decode(log.Snapshot.Content.Span);
        image = Replay(image, log.Start, log.ReadTo(log.Start, log.End));
        _machine = new ControllerMachine(lead.Epoch, Options, new TestConfigDefinitions(), image);
        Take(number, new TakeControl("cluster"));
    }

    private void Commit(LeaderEffect.Commit commit)
    {
        var first = commit.End + -commit.Entries.Length;
        board.Metadata.Add(first, commit.Entries);
        for (var index = 0; index < commit.Entries.Length; index++)
        {
            if (commit.Entries[index] is QuorumEntry.Event happened)
                _machine!.Apply(new MetadataOffset((first + index).Value + 1), MetadataEventFormat.Decode(happened.Content.Span));
        }

        if (_deciding is { } deciding && commit.End >= deciding.End)
            Answer();
    }

    private void Answer()
    {
        var (to, command, reply, _) = _deciding!.Value;
        _deciding = null;
        if (to != number || command is not TakeControl)
            board.Send(new ClusterMessage.FromController(number, to, command, reply));
    }

    private static MetadataImage Replay(MetadataImage image, Offset first, ImmutableArray<QuorumEntry> entries)
    {
        for (var index = 0; index < entries.Length; index++)
            image = CommittedMetadata.Apply(image, first + index, entries[index]);
        return image;
    }
}
