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

    [Fact]
    public void Whatever_happens_nothing_has_two_owners_who_is_fenced_commits_nothing_and_the_group_settles_afterwards()
    {
        var (first, fenced, taken) = (Seeds.Next(), 0, 0);
        for (var index = 0; index < Runs; index++)
        {
            var seed = unchecked(first + index) & int.MaxValue;
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

            (fenced, taken) = (fenced + run.History.Commits.Fenced, taken + run.History.Commits.Taken);
        }

        // What never happens proves nothing.
        Assert.True(fenced > Runs && taken > Runs, $"{fenced} fenced, {taken} taken");
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
}
