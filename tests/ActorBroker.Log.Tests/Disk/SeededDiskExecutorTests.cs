using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Tests.Disk;

public sealed class SeededDiskExecutorTests
{
    [Fact]
    public void Nothing_runs_before_it_is_told_to()
    {
        var executor = new SeededDiskExecutor(new Random(Seeds.Next()));
        var steps = new List<string>();

        executor.Execute(() => steps.Add("work"), _ => steps.Add("completed"));

        Assert.Empty(steps);
        Assert.True(executor.RunOne());
        Assert.Equal(["work"], steps);
        Assert.Equal(1, executor.Pending);
        Assert.True(executor.RunOne());
        Assert.Equal(["work", "completed"], steps);
        Assert.False(executor.RunOne());
    }

    [Fact]
    public void Completion_gets_what_the_work_threw()
    {
        var executor = new SeededDiskExecutor(new Random(Seeds.Next()));
        var thrown = new LogDiskException("flush", "/file", LogDiskError.Failed, "broken");
        Exception? seen = null;

        executor.Execute(() => throw thrown, failure => seen = failure);
        executor.RunAll();

        Assert.Same(thrown, seen);
    }

    [Fact]
    public void Works_and_completions_come_in_any_order_that_keeps_each_completion_behind_its_work()
    {
        var orders = Enumerable.Range(0, 500).Select(seed => Run(seed, 2)).ToHashSet();

        Assert.Equal(["ABab", "ABba", "AaBb", "BAab", "BAba", "BbAa"], orders.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Seed_repeats_an_order()
    {
        var seed = Seeds.Next();

        Assert.Equal(Run(seed, 20), Run(seed, 20));
    }

    [Fact]
    public void Completion_may_ask_for_more_work()
    {
        var executor = new SeededDiskExecutor(new Random(Seeds.Next()));
        var rounds = 0;
        void Again(Exception? failure)
        {
            if (++rounds < 10)
                executor.Execute(() => { }, Again);
        }

        executor.Execute(() => { }, Again);
        executor.RunAll();

        Assert.Equal(10, rounds);
        Assert.Equal(0, executor.Pending);
    }

    /// <summary>Capital letters are works, small ones their completions.</summary>
    private static string Run(int seed, int count)
    {
        var executor = new SeededDiskExecutor(new Random(seed));
        var order = "";
        for (var i = 0; i < count; i++)
        {
            var letter = (char)('A' + i);
            executor.Execute(() => order += letter, _ => order += char.ToLowerInvariant(letter));
        }

        executor.RunAll();
        return order;
    }
}
