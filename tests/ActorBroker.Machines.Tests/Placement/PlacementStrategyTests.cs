using System.Collections.Immutable;
using ActorBroker.Machines.Placement;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Placement;

/// <summary>The example of the seeds (six brokers in two racks, ten partitions, three replicas each), and what every strategy promises.</summary>
public sealed class PlacementStrategyTests
{
    private const int Runs = 300;

    [Fact]
    public void The_classic_strategy_places_the_example_as_it_is_told()
    {
        // The ordered list: brokers of both racks by turns. Leaders go down it, the first followers begin at its second, the second at its third broker.
        ImmutableArray<PlacementBroker> list =
            [Broker(0, "a"), Broker(3, "b"), Broker(1, "a"), Broker(4, "b"), Broker(2, "a"), Broker(5, "b")];

        var placed = ClassicPlacement.Place(list, activeCount: 6, partitionCount: 10, replicationFactor: 3);

        Assert.Equal(
            ["0,3,1", "3,1,4", "1,4,2", "4,2,5", "2,5,0", "5,0,3", "0,3,1", "3,1,4", "1,4,2", "4,2,5"],
            placed.Select(replicas => string.Join(',', replicas)));
    }

    [Theory]
    [InlineData(typeof(ClassicPlacement))]
    [InlineData(typeof(StripedPlacement))]
    public void The_example_spans_both_racks_and_levels_leaders_wherever_it_begins(Type strategy)
    {
        ImmutableArray<PlacementBroker> brokers = [.. Enumerable.Range(0, 6).Select(id => Broker(id, id < 3 ? "a" : "b"))];
        for (var seed = 0; seed < Runs; seed++)
        {
            var placed = Place(strategy, new PlacementRequest(brokers, 10, 3, seed));

            Assert.All(placed, replicas => Assert.Equal(2, replicas.Select(replica => replica.Value < 3).Distinct().Count()));
            var leaders = brokers.Select(broker => placed.Count(replicas => replicas[0] == broker.Id)).ToList();
            Assert.True(leaders.Max() - leaders.Min() <= 1, $"seed {seed}: leaders {string.Join(',', leaders)}");
            var replicas = brokers.Select(broker => placed.Count(partition => partition.Contains(broker.Id))).ToList();
            Assert.True(replicas.Min() >= 4 && replicas.Max() <= 6, $"seed {seed}: replicas {string.Join(',', replicas)}");
        }
    }

    [Fact]
    public void The_striped_strategy_gives_the_same_for_the_same_seed_always()
    {
        ImmutableArray<PlacementBroker> brokers = [.. Enumerable.Range(0, 6).Select(id => Broker(id, id < 3 ? "a" : "b"))];

        var placed = new StripedPlacement().Place(new PlacementRequest(brokers, 6, 3, 42));

        Assert.Equal("4,0,3 0,4,1 3,1,5 1,3,2 5,2,4 2,5,0", string.Join(' ', placed.Select(replicas => string.Join(',', replicas))));
    }

    [Theory]
    [InlineData(typeof(ClassicPlacement))]
    [InlineData(typeof(StripedPlacement))]
    public void Replicas_are_distinct_led_by_an_active_broker_and_spread_over_racks(Type strategy)
    {
        var seed = Seeds.Next();
        for (var run = 0; run < Runs; run++)
        {
            var random = new Random(unchecked(seed + run));
            var request = RandomRequest(random);

            foreach (var replicas in Place(strategy, request))
            {
                if (FindBreach(request, replicas) is { } breach)
                    Assert.Fail($"seed {seed}, run {run}: {breach}: {string.Join(',', replicas)} of {string.Join(' ', request.Brokers)}");
            }
        }
    }

    [Theory]
    [InlineData(typeof(ClassicPlacement))]
    [InlineData(typeof(StripedPlacement))]
    public void Nothing_depends_on_the_order_of_the_brokers(Type strategy)
    {
        ImmutableArray<PlacementBroker> brokers = [.. Enumerable.Range(0, 7).Select(id => Broker(id, $"{id % 3}"))];

        var forward = Place(strategy, new PlacementRequest(brokers, 20, 3, 7));
        var backward = Place(strategy, new PlacementRequest([.. brokers.Reverse()], 20, 3, 7));

        Assert.Equal(forward.Select(replicas => replicas.AsEnumerable()), backward.Select(replicas => replicas.AsEnumerable()));
    }

    private static PlacementBroker Broker(int id, string? rack) => new(new BrokerId(id), rack);

    private static ImmutableArray<ImmutableArray<BrokerId>> Place(Type strategy, PlacementRequest request) =>
        ((IPlacementStrategy)Activator.CreateInstance(strategy)!).Place(request);

    private static PlacementRequest RandomRequest(Random random)
    {
        var racks = random.Next(1, 6);
        var brokers = Enumerable.Range(0, random.Next(1, 12))
            .Select(id => new PlacementBroker(new BrokerId(id), random.Next(racks) is var rack and > 0 ? $"r{rack}" : null, random.Next(4) > 0))
            .ToArray();
        brokers[0] = brokers[0] with { IsActive = true };
        return new PlacementRequest([.. brokers], random.Next(0, 30), random.Next(1, brokers.Length + 1), random.Next());
    }

    private static string? FindBreach(PlacementRequest request, ImmutableArray<BrokerId> replicas)
    {
        var brokers = request.Brokers.ToDictionary(broker => broker.Id);
        if (replicas.Length != request.ReplicationFactor || replicas.Distinct().Count() != replicas.Length)
            return "not as many brokers as replicas";
        if (!brokers[replicas[0]].IsActive)
            return "the leader is not active";
        var racks = replicas.Select(replica => brokers[replica].Rack).Distinct().Count();
        return racks == Math.Min(replicas.Length, request.Brokers.Select(broker => broker.Rack).Distinct().Count()) ? null : "a rack is left out";
    }
}
