using ActorBroker.Machines.Tests.Replication;
using Xunit.Abstractions;

namespace ActorBroker.Machines.Tests.Cluster;

/// <summary>Random clusters see: with a known mistake of replication in all machines, one of them soon breaks a rule. The seeds are the same each time.</summary>
public sealed class ClusterMistakeTests(ITestOutputHelper output)
{
    private const int StepsOfRun = 5_000;
    private const int RunsMax = 2_000;

    [Theory]
    [InlineData("a leader takes every log for its own")]
    [InlineData("the high watermark rises below the minimum")]
    [InlineData("a shrunken ISR is used before it is committed")]
    [InlineData("what an earlier run acknowledged counts")]
    [InlineData("a follower joins at the high watermark alone")]
    public void A_random_cluster_finds_the_harm_that_a_mistake_does(string name)
    {
        var mistake = ReplicationMistakes.All.Single(pair => pair.Mistake.Name == name).Mistake;

        var breach = Enumerable.Range(0, RunsMax).Select(seed => FindBreach(seed, mistake)).FirstOrDefault(found => found is not null);

        output.WriteLine($"{name}: {breach}");
        Assert.True(breach is not null, $"the clusters of the seeds below {RunsMax} broke no rule");
    }

    private static string? FindBreach(int seed, ReplicationMistake mistake)
    {
        try
        {
            ClusterRun.Whole(seed, StepsOfRun, mistake.Rules, new ClusterCoverage(), out _);
            return null;
        }
        catch (InvalidOperationException breach)
        {
            // A rule that is broken, and not what such a machine may run into besides.
            return breach.InnerException is InvalidOperationException ? breach.Message : null;
        }
    }
}
