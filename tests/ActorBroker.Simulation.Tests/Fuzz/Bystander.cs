using System.Text;
using ActorBroker.Model;
using ActorBroker.Model.Records;
using ActorBroker.Simulation.Tests.Brokers;
using ActorBroker.Simulation.Tests.Clients;
using ActorBroker.Simulation.Tests.Worlds;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Simulation.Tests.Fuzz;

/// <summary>A well-behaved client beside the others: writes to a topic of its own, reads it back, and is never refused anything.</summary>
internal sealed class Bystander(World world, Machine machine) : Client(world, machine, "bystander")
{
    private const string Topic = "bystander";

    private static readonly TimeSpan ThinkMax = TimeSpan.FromMilliseconds(500);

    /// <summary>How many batches it wrote and found again.</summary>
    public int Rounds { get; private set; }

    protected override async Task LiveAsync()
    {
        using (var created = await AskAsync(Requests.CreateTopic(Topic, 1, [])))
            Demand(((CreateTopicsResponse)created!.Response).Topics[0].ErrorCode, "to create its topic");
        for (; !IsLeaving; Rounds++)
        {
            await ReadBackAsync(await WriteAsync());
            await World.Delay(World.Some(ThinkMax));
        }
    }

    private async Task<long> WriteAsync()
    {
        using var builder = new RecordBatchBuilder(RecordBatchOptions.Default);
        builder.TryAppend(0, default, Value());
        using var reply = await AskAsync(Requests.Produce(Topic, 0, acks: -1, builder.ToArray()), Requests.VersionMax);
        var result = ((ProduceResponse)NotLost(reply?.Response)).Responses[0].PartitionResponses[0];
        Demand(result.ErrorCode, "to write");
        return result.BaseOffset.Value;
    }

    private async Task ReadBackAsync(long offset)
    {
        using var reply = await AskAsync(Requests.Fetch(Topic, 0, offset, maxWaitMs: 0, bytesMax: 1_000), Requests.VersionMax);
        var result = ((FetchResponse)NotLost(reply?.Response)).Responses[0].Partitions[0];
        Demand(result.ErrorCode, "to read");
        if (offset != Rounds || !RecordBatch.TryOpen(result.Records.Memory.Span, out var batch))
            throw new Violation($"the bystander's batch {Rounds} was written at offset {offset} and is not there");
        foreach (var record in batch.Records)
        {
            if (!record.Value.Span.SequenceEqual(Value()))
                throw new Violation($"the bystander's batch {Rounds} holds something else");
        }
    }

    private byte[] Value() => Encoding.ASCII.GetBytes($"{Rounds}");

    private static T NotLost<T>(T? answer)
        where T : class => answer ?? throw new Violation("the bystander's connection was lost");

    private static void Demand(ErrorCode error, string what)
    {
        if (error != ErrorCode.None)
            throw new Violation($"the bystander asked {what} and was answered {error}");
    }
}
