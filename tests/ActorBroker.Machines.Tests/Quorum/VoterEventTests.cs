using ActorBroker.Machines.Quorum;
using ActorBroker.Model;
using static ActorBroker.Machines.Tests.Quorum.QuorumSamples;

namespace ActorBroker.Machines.Tests.Quorum;

public class VoterEventTests
{
    public static TheoryData<VoterEvent> Events { get; } =
    [
        new VoterEvent.Formed(TheQuorum, QuorumSnapshot.First(OneToThree)),
        new VoterEvent.PromiseMade(Epoch(4), Bob),
        new VoterEvent.LogReplaced(new Offset(1), Entries(3, 3)),
        new VoterEvent.SnapshotInstalled(Snapshot(2, 1)),
    ];

    [Theory]
    [MemberData(nameof(Events))]
    public void Event_applied_twice_changes_nothing_more(VoterEvent happened)
    {
        var once = Formed(1, 1, 2).Apply(happened);

        var twice = once.Apply(happened);

        Assert.Equal(Describe(once), Describe(twice));
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void Event_never_fails_whatever_came_before(VoterEvent happened)
    {
        var empty = QuorumVoter.Empty(One).Apply(happened);
        var behindSnapshot = Formed(Snapshot(9, 3)).Apply(happened);

        Assert.True(empty.Promise.Epoch >= ControllerEpoch.None);
        Assert.True(behindSnapshot.Log!.Start == new Offset(9));
    }

    [Fact]
    public void Every_kind_of_event_is_among_those_tested()
    {
        var kinds = typeof(VoterEvent).GetNestedTypes();

        Assert.Equal(kinds.Length, Events.Count);
    }

    [Fact]
    public void Voter_is_formed_once()
    {
        var formed = Formed(1);

        Assert.Empty(formed.Form(new QuorumId(Guid.Empty), OneToThree));
        Assert.Single(QuorumVoter.Empty(One).Form(TheQuorum, OneToThree));
    }

    private static string Describe(QuorumVoter voter) =>
        $"{voter.Quorum} {voter.Promise} {voter.Log?.Start} {voter.Log?.Last} {voter.Log?.Read(voter.Log.Start, int.MaxValue).Length}";
}
