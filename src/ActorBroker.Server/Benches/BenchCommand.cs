using System.CommandLine;
using System.Security.Cryptography;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Consuming;
using ActorBroker.Server.Remote;

namespace ActorBroker.Server.Benches;

/// <summary><c>actorbroker bench</c>: puts load on a cluster and measures it.</summary>
internal static class BenchCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ClientOptions client)
    {
        var command = new Command("bench", "Puts load on a cluster, and measures throughput and latency.")
        {
            Create(client, "produce", "Writes records; latency is from when one was to be sent to its acknowledgement.", new BenchOptions(writes: true), ProduceAsync),
            Create(client, "consume", "Reads what is in a topic; latency is from when a fetch was sent to its answer.", new BenchOptions(writes: false), ConsumeAsync),
            Create(
                client,
                "e2e",
                "Writes records at a rate, 1000 a second by default, and reads them; latency is from when one was to be sent to when it was read.",
                new BenchOptions(writes: true, isPaced: true),
                EndToEndAsync),
        };
        client.AddTo(command);
        return command;
    }

    private static ClientCommand Create(
        ClientOptions client, string name, string description, BenchOptions options, Func<BenchPlan, CommandContext, Task<int>> run)
    {
        var command = new ClientCommand(client, name, description, $"bench {name}", $"bench {name} load --duration 30s --clients 4 -o json");
        options.AddTo(command);
        command.Does((parsed, context) => run(options.Read(parsed), context));
        return command;
    }

    private static async Task<int> ProduceAsync(BenchPlan plan, CommandContext context)
    {
        await BenchTopic.EnsureAsync(context.Cluster, plan.Topic, plan.Partitions, context.Cancellation);
        var meter = new BenchMeter(context.Time);
        var payload = new Payload(plan.Size);
        var load = new ProduceLoad(plan, context.Cluster.Options, meter, (number, _) => payload.Of(number));
        var bench = new BenchRun(context, meter);
        await bench.RunAsync(() => load.RunAsync(
            batch =>
            {
                meter.Count(batch.Stamps.Count, (long)batch.Stamps.Count * plan.Size);
                meter.CountLatencies(batch.Stamps);
            },
            meter.Begin,
            context.Cancellation));
        bench.Report("produce", plan);
        return ExitCode.Done;
    }

    private static async Task<int> ConsumeAsync(BenchPlan plan, CommandContext context)
    {
        var topics = await new TopicDirectory(context.Cluster).FindAsync([plan.Topic], context.Cancellation);
        TopicPartition[] partitions = [.. topics[0].Partitions.Select(partition => new TopicPartition(plan.Topic, partition.PartitionIndex.Value)).Order()];
        var cursors = await new StartFinder(context.Cluster, StartPosition.Earliest, stopsAtEnd: true).FindAsync(topics, partitions, null, context.Cancellation);
        var meter = new BenchMeter(context.Time);
        var bench = new BenchRun(context, meter);
        using var ending = Ending.After(plan.Duration, context);
        meter.Begin();
        await bench.RunAsync(() => Task.WhenAll(Enumerable.Range(0, plan.Clients).Select(client => ReadAsync(
            context, [.. cursors.Where((_, index) => index % plan.Clients == client)], new MeterSink(meter, plan.MessagesOf(client), run: null),
            asked => meter.CountLatencies([asked]), ending.Token))));
        bench.Report("consume", plan);
        return ExitCode.Done;
    }

    private static async Task<int> EndToEndAsync(BenchPlan plan, CommandContext context)
    {
        var topic = await BenchTopic.EnsureAsync(context.Cluster, plan.Topic, plan.Partitions, context.Cancellation);
        TopicPartition[] partitions = [.. topic.Partitions.Select(partition => new TopicPartition(plan.Topic, partition.PartitionIndex.Value))];
        var cursors = await new StartFinder(context.Cluster, new StartPosition(StartKind.Latest), stopsAtEnd: false).FindAsync([topic], partitions, null, context.Cancellation);
        var (produced, read) = (new BenchMeter(context.Time), new BenchMeter(context.Time));
        var run = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
        var sink = new MeterSink(read, long.MaxValue, run);
        var load = new ProduceLoad(plan, context.Cluster.Options, produced, new EndToEndPayload(plan.Size, run).Of);
        using var ending = Ending.After(null, context);
        var bench = new BenchRun(context, read);
        await bench.RunAsync(async () =>
        {
            var reading = ReadAsync(context, cursors, sink, fetched: null, ending.Token);
            await load.RunAsync(_ => { }, read.Begin, context.Cancellation);
            sink.Expect(load.Sent);
            await Task.WhenAny(reading, context.Cluster.PauseAsync(context.Cluster.Options.Timeout));
            await ending.CancelAsync();
            await reading;
        });
        bench.Report("e2e", plan);
        return Complete(load.Sent, read.Read().Records, context);
    }

    private static int Complete(long sent, long read, CommandContext context)
    {
        if (sent == read)
            return ExitCode.Done;
        context.Output.Fail($"{sent} records were written, and {read} of them read within {context.Cluster.Options.Timeout.TotalSeconds:0} s.");
        return ExitCode.Failed;
    }

    private static async Task ReadAsync(
        CommandContext context, List<PartitionCursor> cursors, MeterSink sink, Action<long>? fetched, CancellationToken cancellation)
    {
        await using var cluster = new ClusterClient(context.Cluster.Options);
        await new FetchLoop(cluster, cursors, sink, context.Output.Say) { Fetched = fetched }.RunAsync(cancellation);
    }

    /// <summary>Values with a stamp at their head, each made anew.</summary>
    private sealed class EndToEndPayload(int size, long run)
    {
        private readonly Payload _payload = new(size);

        public ReadOnlyMemory<byte> Of(long number, long stamp)
        {
            var value = _payload.Of(number).ToArray();
            EndToEndStamp.Write(value, run, stamp);
            return value;
        }
    }
}
