using System.Collections.Immutable;
using ActorBroker.Machines.Quorum;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Quorum;

/// <summary>Voters, candidates, logs and requests in few words.</summary>
internal static class QuorumSamples
{
    public static readonly QuorumId TheQuorum = new(Number(77));

    public static readonly CandidateId Alice = Candidate(1);

    public static readonly CandidateId Bob = Candidate(2);

    public static readonly VoterId One = Voter(1);

    public static readonly VoterId Two = Voter(2);

    public static readonly VoterId Three = Voter(3);

    public static readonly VoterId Four = Voter(4);

    public static readonly VoterSet OneToThree = new([One, Two, Three]);

    public static VoterId Voter(int number) => new(new BrokerId(number), Number(number));

    public static CandidateId Candidate(int number) => new(new BrokerId(number), Number(number));

    public static ControllerEpoch Epoch(int number) => new(number);

    public static QuorumPosition At(int end, int epoch) => new(new Offset(end), Epoch(epoch));

    public static QuorumHeader Header(int epoch, CandidateId? candidate = null, VoterId? voter = null) =>
        new(TheQuorum, voter ?? One, Epoch(epoch), candidate ?? Alice);

    public static QuorumRequest.Prepare Prepare(int epoch, CandidateId? candidate = null) => new(Header(epoch, candidate));

    public static QuorumRequest.Read Read(int epoch, Offset from, CandidateId? candidate = null) => new(Header(epoch, candidate), from);

    public static QuorumRequest.Append Append(int epoch, QuorumPosition previous, params int[] epochs) =>
        new(Header(epoch), previous, Entries(epochs));

    public static QuorumRequest.Install Install(int epoch, QuorumSnapshot snapshot) => new(Header(epoch), snapshot);

    /// <summary>Entries of these epochs, one each; where an epoch begins stands its barrier.</summary>
    public static ImmutableArray<QuorumEntry> Entries(params int[] epochs) =>
        [.. epochs.Select((epoch, index) => index == 0 || epochs[index - 1] != epoch ? Barrier(epoch) : Event(epoch))];

    public static QuorumEntry Barrier(int epoch) => new QuorumEntry.Barrier(Epoch(epoch));

    public static QuorumEntry Event(int epoch) => new QuorumEntry.Event(Epoch(epoch), new byte[] { (byte)epoch });

    public static QuorumSnapshot Snapshot(int end, int epoch, VoterSet? voters = null) =>
        new(At(end, epoch), voters ?? OneToThree, new byte[] { (byte)end });

    public static QuorumLog LogOf(params int[] epochs) =>
        new QuorumLog(QuorumSnapshot.First(OneToThree)).Replace(Offset.Zero, Entries(epochs));

    /// <summary>Voter one with a log of these epochs, which promised the last of them to Alice.</summary>
    public static QuorumVoter Formed(params int[] epochs)
    {
        var voter = Formed(QuorumSnapshot.First(OneToThree)).Apply(new VoterEvent.LogReplaced(Offset.Zero, Entries(epochs)));
        return epochs.Length == 0 ? voter : voter.Apply(new VoterEvent.PromiseMade(Epoch(epochs[^1]), Alice));
    }

    public static QuorumVoter Formed(QuorumSnapshot snapshot) =>
        QuorumVoter.Empty(One).Apply(new VoterEvent.Formed(TheQuorum, snapshot));

    private static Guid Number(int number) => new(number, 0, 0, new byte[8]);
}
