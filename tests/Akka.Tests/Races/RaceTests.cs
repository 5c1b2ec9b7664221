using System.Globalization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Simulation;

namespace Akka.Tests.Races;

/// <summary>
/// Whatever the order, nothing is lost and nothing comes twice. <c>ACTORBROKER_RACE_RUNS</c> is the number of seeded runs of each
/// scenario; 10,000 take about a minute.
/// </summary>
public sealed class RaceTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly Config Quiet = ConfigurationFactory.ParseString("akka.loglevel = OFF, akka.stdout-loglevel = OFF, akka.loggers = []");
    private static readonly Config Simulated = Quiet.WithFallback(ConfigurationFactory.ParseString(SimulatedRun.Hocon));

    public static TheoryData<string> Scenarios => [.. Scenario.Names];

    private static int Runs => int.Parse(Environment.GetEnvironmentVariable("ACTORBROKER_RACE_RUNS") ?? "100", CultureInfo.InvariantCulture);

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Every_message_is_accounted_for_once_in_every_simulated_order(string scenario)
    {
        var first = Seeds.Next();
        for (var number = 0; number < Runs; number++)
        {
            var seed = unchecked(first + number) & int.MaxValue;

            var account = Simulate(scenario, seed);

            Assert.True(account.Over.IsCompleted, $"seed {seed}: lost {string.Join(", ", account.Lost)}");
            Assert.True(!account.SeenTwice.Any(), $"seed {seed}: seen twice {string.Join(", ", account.SeenTwice)}");
        }
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Every_message_is_accounted_for_once_on_threads(string scenario)
    {
        foreach (var executor in (string[])["thread-pool-executor", "fork-join-executor"])
        {
            for (var round = 0; round < 20; round++)
            {
                var seed = Seeds.Next();
                var system = ActorSystem.Create("race", Quiet.WithFallback(ConfigurationFactory.ParseString(
                    $"akka.actor.default-dispatcher.executor = {executor}, akka.actor.default-dispatcher.throughput = 2")));
                var played = new Scenario(scenario, new Random(seed));

                played.Start(system);
                var ended = await Task.WhenAny(played.Account.Over, system.WhenTerminated).WaitAsync(Limit);
                await system.Terminate().WaitAsync(Limit);

                Assert.True(ended == played.Account.Over, $"seed {seed}: lost {string.Join(", ", played.Account.Lost)}");
                Assert.True(!played.Account.SeenTwice.Any(), $"seed {seed}: seen twice {string.Join(", ", played.Account.SeenTwice)}");
            }
        }
    }

    private static Ledger.Account Simulate(string scenario, int seed)
    {
        using var run = new SimulatedRun(seed);
        var system = ActorSystem.Create("race", Simulated);
        var played = new Scenario(scenario, new Random(seed));
        played.Start(system);
        run.RunUntil(() => played.Account.Over.IsCompleted, Limit);
        run.Advance(TimeSpan.FromSeconds(1));
        run.Await(system.Terminate(), Limit);
        return played.Account;
    }
}
