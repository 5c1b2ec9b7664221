using ActorBroker.Machines.Tests.Checking;
using Xunit.Abstractions;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>The checker sees: with each known mistake it finds a way to lose, change or fork what was acknowledged, and tells it.</summary>
public class ReplicationMistakeTests(ITestOutputHelper output)
{
    private const int StatesMax = 2_000_000;

    public static TheoryData<string> Names { get; } = [.. ReplicationMistakes.All.Select(pair => pair.Mistake.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Checker_finds_the_harm_that_a_mistake_does(string name)
    {
        var (mistake, bounds) = ReplicationMistakes.All.Single(pair => pair.Mistake.Name == name);
        var coverage = new Coverage();
        var explorer = new Explorer(new ReplicationSystem(bounds, mistake, coverage), coverage);

        var breach = explorer.Run(StatesMax);

        output.WriteLine($"{name}, after {explorer.States:N0} states:\n{breach}");
        Assert.NotNull(breach);
        Assert.Matches(@"^1\. .*\r?\n2\. ", breach);
        Assert.Matches("BREACH: (a committed record is never|nothing is acknowledged below|ISR and eligible replicas hold|logs agree up to|the high watermark|an epoch has one leader)", breach);
    }
}
