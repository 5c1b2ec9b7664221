using ActorBroker.Server.Remote;

namespace ActorBroker.Server.Consuming;

/// <summary>
/// The assignor "range" of Kafka's consumers: of each topic the members that want it, in the order of their ids, get neighbouring partitions, and the first of
/// them one more where the number does not divide.
/// </summary>
internal static class RangeAssignor
{
    /// <summary>The protocol's name.</summary>
    public const string Name = "range";

    /// <summary>Gives each member its partitions.</summary>
    /// <param name="subscriptions">The topics that each member wants.</param>
    /// <param name="partitionCounts">How many partitions each topic has; one that is missing has none.</param>
    public static Dictionary<string, List<TopicPartition>> Assign(
        IReadOnlyDictionary<string, IReadOnlyCollection<string>> subscriptions, IReadOnlyDictionary<string, int> partitionCounts)
    {
        var assigned = subscriptions.Keys.ToDictionary(member => member, _ => new List<TopicPartition>());
        foreach (var (topic, count) in partitionCounts.OrderBy(topic => topic.Key, StringComparer.Ordinal))
        {
            string[] members = [.. subscriptions.Where(member => member.Value.Contains(topic)).Select(member => member.Key).Order(StringComparer.Ordinal)];
            var next = 0;
            for (var index = 0; index < members.Length; index++)
            {
                var share = (count / members.Length) + (index < count % members.Length ? 1 : 0);
                assigned[members[index]].AddRange(Enumerable.Range(next, share).Select(partition => new TopicPartition(topic, partition)));
                next += share;
            }
        }

        return assigned;
    }
}
