using ActorBroker.Server.Consuming;
using ActorBroker.Server.Remote;

namespace ActorBroker.Server.Tests.Consuming;

public sealed class RangeAssignorTests
{
    [Fact]
    public void Each_topic_is_cut_into_neighbouring_parts_and_the_first_members_get_one_more()
    {
        var assigned = RangeAssignor.Assign(Subscribed(("b", "t u"), ("a", "t u"), ("c", "u")), new Dictionary<string, int> { ["t"] = 3, ["u"] = 4, ["v"] = 2 });

        Assert.Equal("t-0 t-1 u-0 u-1", string.Join(' ', assigned["a"]));
        Assert.Equal("t-2 u-2", string.Join(' ', assigned["b"]));
        Assert.Equal("u-3", string.Join(' ', assigned["c"]));
    }

    [Fact]
    public void Every_partition_has_one_owner_who_wants_it_whatever_the_numbers()
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var counts = Enumerable.Range(0, random.Next(1, 4)).ToDictionary(topic => $"t{topic}", _ => random.Next(0, 9));
            var wanted = Subscribed([.. Enumerable.Range(0, random.Next(1, 6)).Select(member => ($"m{member}", string.Join(' ', counts.Keys.Where(_ => random.Next(2) == 0))))]);

            var assigned = RangeAssignor.Assign(wanted, counts);

            var owned = assigned.SelectMany(member => member.Value.Select(partition => (member.Key, Partition: partition))).ToList();
            Assert.True(owned.TrueForAll(owner => wanted[owner.Key].Contains(owner.Partition.Topic)), $"Seed {seed}");
            Assert.True(Wanted(wanted, counts).SequenceEqual(owned.Select(owner => owner.Partition).Order()), $"Seed {seed}");
        }
    }

    private static IEnumerable<TopicPartition> Wanted(Dictionary<string, IReadOnlyCollection<string>> subscriptions, Dictionary<string, int> counts) => counts
        .Where(topic => subscriptions.Values.Any(topics => topics.Contains(topic.Key)))
        .SelectMany(topic => Enumerable.Range(0, topic.Value).Select(partition => new TopicPartition(topic.Key, partition)))
        .Order();

    private static Dictionary<string, IReadOnlyCollection<string>> Subscribed(params (string Member, string Topics)[] members) =>
        members.ToDictionary(member => member.Member, member => (IReadOnlyCollection<string>)member.Topics.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
