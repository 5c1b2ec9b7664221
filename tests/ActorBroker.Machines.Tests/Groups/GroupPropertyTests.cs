using ActorBroker.Machines.Groups;

namespace ActorBroker.Machines.Tests.Groups;

/// <summary>
/// Random schedules of a group: members join, sync, die, come back, lose answers; the coordinator dies. <c>ACTORBROKER_GROUP_RUNS</c> says how many
/// (default 1,000), <c>ACTORBROKER_SEED</c> with which seed they begin: the one that a failure printed.
/// </summary>
public sealed class GroupPropertyTests
{
    private const int Steps = 150;

    private static readonly int Runs = int.Parse(Environment.GetEnvironmentVariable("ACTORBROKER_GROUP_RUNS") ?? "1000");

    // Runs of fixed seeds that show what happens in them.
    private const int FixedRuns = 100;

    [Fact]
    public void Whatever_happens_nothing_has_two_owners_who_is_fenced_commits_nothing_and_the_group_settles_afterwards()
    {
        var first = Seeds.Next();

        for (var index = 0; index < Runs; index++)
            Run(unchecked(first + index) & int.MaxValue);
    }

    [Fact]
    public void Runs_of_fixed_seeds_commit_and_are_fenced()
    {
        var commits = Enumerable.Range(0, FixedRuns).Select(seed => Run(seed).History.Commits).ToList();

        Assert.True(commits.Sum(run => run.Fenced) > FixedRuns, "fenced");
        Assert.True(commits.Sum(run => run.Taken) > FixedRuns, "taken");
    }

    [Fact]
    public void A_record_that_is_applied_twice_changes_nothing_more()
    {
        var seed = Seeds.Next();
        var run = new RandomGroupRun(seed);
        for (var step = 0; step < 10 * Steps; step++)
            run.Step();
        var (once, twice) = (new GroupOffsets(), new GroupOffsets());
        foreach (var record in run.Group.Log)
        {
            once.Apply(record);
            twice.Apply(record);
            twice.Apply(record);
        }

        Assert.True(once.Kept.SequenceEqual(twice.Kept), $"seed {seed}");
    }

    private static RandomGroupRun Run(int seed)
    {
        var run = new RandomGroupRun(seed);
        try
        {
            for (var step = 0; step < Steps; step++)
                run.Step();
            run.Settle();
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Seed {seed}: {string.Join("; ", run.Steps.TakeLast(15))}", exception);
        }

        return run;
    }
}
