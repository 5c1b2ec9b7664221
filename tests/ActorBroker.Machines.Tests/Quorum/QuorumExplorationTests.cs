using ActorBroker.Machines.Quorum;
using ActorBroker.Machines.Tests.Checking;
using Xunit.Abstractions;

namespace ActorBroker.Machines.Tests.Quorum;

/// <summary>
/// Every interleaving of voters, candidates and leaders within bounds: a committed entry is never lost or changed, an epoch has one leader, and a
/// leader has all that was committed.
/// </summary>
public class QuorumExplorationTests(ITestOutputHelper output)
{
    private static readonly QuorumMistake OneByOne = new("none; every entry travels alone", new EntriesAlone());

    private static readonly QuorumBounds Whole = new(3, Epochs: 3, Candidates: 3, Proposals: 2, Crashes: 2);

    [Fact]
    public void Every_interleaving_within_the_bounds_keeps_the_rules()
    {
        var exploration = new Exploration(output.WriteLine);

        foreach (var (name, bounds, mistake) in Exploration.IsLong ? [.. Short(), .. Long()] : Short())
            exploration.Run(name, coverage => new QuorumSystem(bounds, mistake, coverage));

        exploration.CheckReached(QuorumRows.All);
    }

    private static IEnumerable<(string Name, QuorumBounds Bounds, QuorumMistake Mistake)> Short()
    {
        var few = Whole with { Epochs = 2, Candidates = 2, Proposals = 1 };
        yield return ("3 voters, 3 epochs, 1 entry, 1 crash", Whole with { Proposals = 1, Crashes = 1 }, QuorumMistake.None);
        yield return ("3 voters, 2 epochs, 1 entry, 1 snapshot, 2 crashes", few with { Snapshots = 1 }, QuorumMistake.None);
        yield return ("3 voters, 2 epochs, 1 entry, 2 crashes, messages of one entry", few, OneByOne);
        yield return ("2 voters, a newcomer, 1 change, 2 epochs, 1 entry", few with { Voters = 2, VoterChanges = 1, Newcomers = 1 }, QuorumMistake.None);
    }

    private static IEnumerable<(string Name, QuorumBounds Bounds, QuorumMistake Mistake)> Long()
    {
        var one = Whole with { Proposals = 1 };
        var few = one with { Epochs = 2, Candidates = 2 };
        yield return ("3 voters, 3 epochs, 2 entries, 2 crashes", Whole, QuorumMistake.None);
        yield return ("3 voters, 3 epochs, 1 entry, 1 snapshot, 2 crashes", one with { Snapshots = 1 }, QuorumMistake.None);
        yield return ("3 voters, 3 epochs, 1 entry, 2 crashes, messages of one entry", one, OneByOne);
        yield return ("1 voter, 2 newcomers, 2 changes, 3 epochs, 1 entry", one with { Voters = 1, VoterChanges = 2, Newcomers = 2 }, QuorumMistake.None);
        yield return ("3 voters, a newcomer, 2 changes, 2 epochs", few with { Proposals = 0, VoterChanges = 2, Newcomers = 1 }, QuorumMistake.None);
        yield return ("5 voters, 2 epochs, 1 crash", few with { Voters = 5, Proposals = 0, Crashes = 1 }, QuorumMistake.None);
    }

    private sealed class EntriesAlone : QuorumRules
    {
        public override int MessageBytesMax => 1;
    }
}
