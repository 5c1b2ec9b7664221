using System.CommandLine;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Completion;
using ActorBroker.Server.Output;
using ActorBroker.Server.Remote;

namespace ActorBroker.Server.Topics;

/// <summary><c>actorbroker topic offsets</c>.</summary>
internal static class TopicOffsetsCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ClientOptions client)
    {
        var names = new Argument<string[]>("NAME") { Description = "The topics' names.", Arity = ArgumentArity.OneOrMore }.WithTopics(client);
        var at = new Option<string?>("--at")
        {
            Description = $"earliest, latest, or @TIME for the first record that is no older: {PointInTime.Forms}. The default tells earliest and latest.",
            HelpName = "earliest|latest|@TIME",
        };
        var command = new ClientCommand(
            client, "offsets", "Tells where partitions begin and end, or where they were at a time.", "topic offsets orders", "topic offsets orders --at @-1h", "topic offsets orders --at @2026-11-22T08:30:00Z")
        {
            names, at,
        };
        command.Does(async (parsed, context) =>
        {
            var positions = PositionsOf(parsed.GetValue(at), context.Time.GetUtcNow());
            var topics = await new TopicDirectory(context.Cluster).FindAsync(parsed.GetValue(names)!.Distinct().ToArray(), context.Cancellation);
            var outcomes = new Outcomes(context.Output);
            var rows = new SortedDictionary<TopicPartition, Dictionary<string, FoundOffset>>();
            foreach (var (label, position) in positions)
            {
                foreach (var (partition, found) in await new OffsetReader(context.Cluster).FindAsync(topics, position, context.Cancellation))
                {
                    if (outcomes.Take(found.Error, $"partition {partition}"))
                        (rows.TryGetValue(partition, out var row) ? row : rows[partition] = [])[label] = found;
                }
            }

            Write(context, rows, [.. positions.Select(position => position.Label)]);
            return outcomes.ExitCode;
        });
        return command;
    }

    private static (string Label, long Position)[] PositionsOf(string? at, DateTimeOffset now) => at switch
    {
        null => [("earliest", OffsetReader.Earliest), ("latest", OffsetReader.Latest)],
        "earliest" => [("earliest", OffsetReader.Earliest)],
        "latest" => [("latest", OffsetReader.Latest)],
        ['@', .. var time] when PointInTime.Parse(time, now) is { } moment => [("offset", moment.ToUnixTimeMilliseconds())],
        _ => throw new UsageException($"--at: '{at}' is not earliest, latest or @TIME ({PointInTime.Forms})."),
    };

    // A time after the last record has no offset: -1, as the protocol says it, and "-" for people.
    private static void Write(CommandContext context, SortedDictionary<TopicPartition, Dictionary<string, FoundOffset>> rows, string[] labels)
    {
        var data = rows.Select(row => new
        {
            row.Key.Topic,
            row.Key.Partition,
            Offsets = row.Value.ToDictionary(found => found.Key, found => Known(found.Value.Offset)),
            Timestamp = labels is ["offset"] ? Known(row.Value["offset"].Timestamp) : null,
        });
        context.Output.Write(data, console =>
        {
            var table = new TextTable(["TOPIC", "PARTITION>", .. labels.Select(label => $"{label.ToUpperInvariant()}>"), .. labels is ["offset"] ? ["TIME"] : Array.Empty<string>()]);
            foreach (var row in data)
                table.Add([row.Topic, row.Partition, .. labels.Select(label => (object?)row.Offsets.GetValueOrDefault(label)), .. labels is ["offset"] ? [TimeText(row.Timestamp)] : Array.Empty<object?>()]);
            table.WriteTo(console);
        });
    }

    private static long? Known(long number) => number < 0 ? null : number;

    private static string? TimeText(long? timestamp) => timestamp is { } milliseconds ? Moments.Format(milliseconds) : null;
}
