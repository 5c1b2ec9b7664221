using System.Collections.Immutable;
using ActorBroker.Machines.Placement;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Placement;

public sealed class ReplicaBalanceTests
{
    private const int Runs = 200;

    [Fact]
    public void A_new_broker_gets_its_share_and_nothing_else_moves()
    {
        var partitions = Place(Brokers(3), 30, 2);

        var plan = ReplicaBalance.Plan(partitions, Brokers(4));

        var after = Apply(partitions, plan);
        Assert.Equal([15, 15, 15, 15], Loads(after, 4));
        Assert.Equal(15, CountMoves(partitions, after));
        Assert.All(Moves(partitions, after), added => Assert.Equal(3, added.Value));
    }

    [Fact]
    public void What_is_level_stays_as_it_is()
    {
        var partitions = Apply(Place(Brokers(3), 30, 2), ReplicaBalance.Plan(Place(Brokers(3), 30, 2), Brokers(4)));

        Assert.Empty(ReplicaBalance.Plan(partitions, Brokers(4)));
    }

    [Fact]
    public void A_broker_that_goes_gives_away_all_and_hardly_more_is_moved()
    {
        var partitions = Place(Brokers(4), 20, 2);
        var leaving = Loads(partitions, 4)[3];

        var after = Apply(partitions, ReplicaBalance.Plan(partitions, Brokers(3)));

        Assert.Equal(0, Loads(after, 4)[3]);
        Assert.InRange(Loads(after, 3).Max() - Loads(after, 3).Min(), 0, 1);
        Assert.InRange(CountMoves(partitions, after), leaving, leaving + 1);
    }

    [Fact]
    public void Leaders_are_levelled_without_moving_data()
    {
        ImmutableArray<PlacedPartition> partitions = [.. Enumerable.Range(0, 12).Select(index => Partition(index, index % 2 == 0 ? [0, 1] : [0, 2]))];

        var after = Apply(partitions, ReplicaBalance.Plan(partitions, [.. Brokers(3)]));

        var leaders = Enumerable.Range(0, 3).Select(id => after.Count(partition => partition.Replicas[0].Value == id));
        Assert.Equal([4, 4, 4], leaders);
        Assert.InRange(CountMoves(partitions, after), 4, 4);
    }

    [Fact]
    public void Racks_are_not_given_up_for_evenness()
    {
        ImmutableArray<PlacementBroker> before = [Broker(0, "a"), Broker(1, "b")];
        var partitions = Place(before, 10, 2);

        var after = Apply(partitions, ReplicaBalance.Plan(partitions, [.. before, Broker(2, "b")]));

        Assert.Equal(10, Loads(after, 3)[0]);
        Assert.Equal([5, 5], Loads(after, 3).Skip(1));
    }

    [Fact]
    public void What_a_leaving_broker_kept_stays_in_as_many_racks()
    {
        ImmutableArray<PlacementBroker> before = [Broker(0, "a"), Broker(1, "a"), Broker(2, "b"), Broker(3, "b")];
        var partitions = Place(before, 20, 2);

        var after = Apply(partitions, ReplicaBalance.Plan(partitions, before.RemoveAt(3)));

        Assert.All(after, partition => Assert.Contains(new BrokerId(2), partition.Replicas.AsEnumerable()));
    }

    [Fact]
    public void Random_clusters_are_levelled_with_the_fewest_moves_there_can_be()
    {
        var seed = Seeds.Next();
        for (var run = 0; run < Runs; run++)
        {
            var random = new Random(unchecked(seed + run));
            var count = random.Next(1, 8);
            var partitions = Place(Brokers(count), random.Next(0, 40), random.Next(1, count + 1), random.Next());
            var grown = count + random.Next(0, 5);

            var after = Apply(partitions, ReplicaBalance.Plan(partitions, Brokers(grown)));

            var loads = Loads(after, grown);
            var message = $"seed {seed}, run {run}: {string.Join(',', Loads(partitions, grown))} -> {string.Join(',', loads)}";
            Assert.True(loads.Max() - loads.Min() <= 1, message);
            Assert.True(CountMoves(partitions, after) == FewestMoves(Loads(partitions, grown)), message);
            Assert.All(after, partition => Assert.Equal(partition.Replicas.Length, partition.Replicas.Distinct().Count()));
        }
    }

    // Who has more than the share, and the remainder where most are, has to give the rest away.
    private static int FewestMoves(List<int> loads)
    {
        var (share, rest) = Math.DivRem(loads.Sum(), loads.Count);
        return loads.OrderDescending().Select((load, index) => Math.Max(0, load - share - (index < rest ? 1 : 0))).Sum();
    }

    private static PlacementBroker Broker(int id, string? rack = null) => new(new BrokerId(id), rack);

    private static ImmutableArray<PlacementBroker> Brokers(int count) => [.. Enumerable.Range(0, count).Select(id => Broker(id))];

    private static PlacedPartition Partition(int index, int[] replicas) =>
        new(new PartitionId(TopicId.None, new PartitionIndex(index)), [.. replicas.Select(id => new BrokerId(id))]);

    private static ImmutableArray<PlacedPartition> Place(ImmutableArray<PlacementBroker> brokers, int count, int factor, int seed = 1) =>
    [
        .. new StripedPlacement().Place(new PlacementRequest(brokers, count, factor, seed))
            .Select((replicas, index) => new PlacedPartition(new PartitionId(TopicId.None, new PartitionIndex(index)), replicas)),
    ];

    private static ImmutableArray<PlacedPartition> Apply(ImmutableArray<PlacedPartition> partitions, ImmutableArray<PlacedPartition> plan)
    {
        var changed = plan.ToDictionary(partition => partition.Id);
        return [.. partitions.Select(partition => changed.TryGetValue(partition.Id, out var next) ? next : partition)];
    }

    private static List<int> Loads(ImmutableArray<PlacedPartition> partitions, int brokers) =>
        [.. Enumerable.Range(0, brokers).Select(id => partitions.Count(partition => partition.Replicas.Contains(new BrokerId(id))))];

    private static int CountMoves(ImmutableArray<PlacedPartition> before, ImmutableArray<PlacedPartition> after) => Moves(before, after).Count();

    private static IEnumerable<BrokerId> Moves(ImmutableArray<PlacedPartition> before, ImmutableArray<PlacedPartition> after) =>
        before.Zip(after).SelectMany(pair => pair.Second.Replicas.Except(pair.First.Replicas));
}
