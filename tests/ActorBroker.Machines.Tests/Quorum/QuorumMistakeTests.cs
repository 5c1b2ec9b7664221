using ActorBroker.Machines.Tests.Checking;
using Xunit.Abstractions;

namespace ActorBroker.Machines.Tests.Quorum;

/// <summary>The checker sees: with each known mistake it finds a way to lose, change or fork what was committed, and tells it.</summary>
public class QuorumMistakeTests(ITestOutputHelper output)
{
    private const int StatesMax = 2_000_000;

    public static TheoryData<string> Names { get; } = [.. QuorumMistakes.All.Select(pair => pair.Mistake.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Checker_finds_the_harm_that_a_mistake_does(string name)
    {
        var (mistake, bounds) = QuorumMistakes.All.Single(pair => pair.Mistake.Name == name);
        var coverage = new Coverage();
        var explorer = new Explorer(new QuorumSystem(bounds, mistake, coverage), coverage);

        var breach = explorer.Run(StatesMax);

        output.WriteLine($"{name}, after {explorer.States:N0} states:\n{breach}");
        Assert.NotNull(breach);
        Assert.Matches(@"^1\. candidate 1 begins with epoch 1\r?\n2\. ", breach);
        Assert.Matches(@"BREACH: (a committed entry is never (lost|changed)|an epoch has one leader): ", breach);
    }
}
