namespace ActorBroker.Hosting.Metrics;

/// <summary>Groups as kafka_exporter tells them, and how old what they have not read is.</summary>
/// <remarks>Where they stand is as of the last question, how far the log goes is as of now.</remarks>
internal sealed class GroupFamilies(BrokerView view, GroupFigures groups)
{
    private const string Label = "consumergroup";

    public IEnumerable<MetricFamily> All =>
    [
        MetricFamily.Gauge("kafka_consumergroup_members", "group.members", "{member}", "Members of the group.", sink =>
        {
            foreach (var (group, members) in Latest().Members)
                sink.Add(members, new KeyValuePair<string, object?>(Label, group));
        }),
        OfPlaces("current_offset", "{offset}", "The offset that the group would read next.", place => place.Committed.Value),
        OfTopics("current_offset_sum", "{offset}", "The same, of all partitions of the topic.", place => place.Committed.Value),
        OfPlaces("lag", "{message}", "Offsets between there and the high watermark.", place => place.Lag),
        OfTopics("lag_sum", "{message}", "The same, of all partitions of the topic.", place => place.Lag),
        OfPlaces("lag_seconds", "s", "How long ago the batch was made that the group would read next; 0 when it has read all.", AgeOf),
        MetricFamily.Gauge("actorbroker_groups_left_out", "groups.left_out", "{group}", "Groups that these metrics do not tell: above the limit, or silent.", () => Latest().LeftOut),
    ];

    /// <summary>Whoever observes instruments does not wait: he gets what is there, and the next one what this one caused to be asked.</summary>
    private GroupSnapshot Latest()
    {
        _ = groups.RefreshAsync();
        return groups.Latest;
    }

    private double? AgeOf(GroupPlace place)
    {
        if (place.Lag == 0)
            return 0;

        var now = view.Doors.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        return place is { Lag: not null, UnreadSince: { } since } ? Math.Max(0, now - since) / 1_000.0 : null;
    }

    private MetricFamily OfPlaces(string name, string unit, string help, Func<GroupPlace, double?> figure) =>
        MetricFamily.Gauge($"kafka_consumergroup_{name}", $"group.{name}", unit, help, sink =>
        {
            foreach (var place in Latest().Places)
            {
                if (figure(place) is { } value)
                    sink.Add(value, place.Labels);
            }
        });

    private MetricFamily OfTopics(string name, string unit, string help, Func<GroupPlace, double?> figure) =>
        MetricFamily.Gauge($"kafka_consumergroup_{name}", $"group.{name}", unit, help, sink =>
        {
            foreach (var topic in Latest().Places.GroupBy(place => (place.Group, place.Topic)))
            {
                var figures = topic.Select(figure).OfType<double>().ToList();
                if (figures.Count > 0)
                    sink.Add(figures.Sum(), new(Label, topic.Key.Group), new("topic", topic.Key.Topic));
            }
        });
}
