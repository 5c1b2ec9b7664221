using ActorBroker.Model;
using ActorBroker.Simulation.Tests.Brokers;
using ActorBroker.Simulation.Tests.Ledgers;
using ActorBroker.Simulation.Tests.Worlds;
using ActorBroker.Wire.Connections;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Simulation.Tests.Clients;

/// <summary>Sends batches to one partition, one after the other, without an id: what was not answered it leaves, or sends once more.</summary>
/// <param name="acks">-1, 0 or 1.</param>
internal sealed class Producer(World world, Machine machine, Ledger ledger, PartitionLedger partition, string name, short acks, int batchCount)
    : Client(world, machine, name)
{
    private static readonly TimeSpan ThinkMax = TimeSpan.FromMilliseconds(200);

    private readonly BatchMaker _maker = new(world.Random, name, isIdempotent: false);

    protected override async Task LiveAsync()
    {
        for (var left = batchCount; left > 0 && !IsLeaving; left--)
        {
            await World.Delay(World.Some(ThinkMax));
            var batch = _maker.Make(partition, World.Now);
            ledger.Add(batch);
            var isAnswered = await SendAsync(batch);
            while (!isAnswered && Random.Next(2) == 0)
            {
                await PauseAsync();
                isAnswered = await SendAsync(batch);
            }

            // What was acknowledged can be seen at once.
            if (acks == -1)
                await AskBoundAsync(partition, wantsStart: false);
        }
    }

    private async Task<bool> SendAsync(SentBatch batch)
    {
        var link = await ConnectAsync();
        var bytes = _maker.Encode(batch, ProducerId.None, ProducerEpoch.None, Sequence.None);
        var request = Requests.Produce(partition.Topic, partition.Index, acks, bytes);
        var asked = partition.Moment;
        partition.Send(batch);
        Note($"sends {batch} to {partition.Name} with acks={acks}");
        if (acks == 0)
        {
            link.Tell(request, link.VersionOf(request.ApiKey, Requests.VersionMax));
            return true;
        }

        using var reply = await AskAsync(request, Requests.VersionMax);
        return Take(reply, batch, asked);
    }

    private bool Take(ClientReply? reply, SentBatch batch, LedgerMoment asked)
    {
        if (reply is null)
        {
            Note($"does not know what became of {batch}");
            return false;
        }

        var result = ((ProduceResponse)reply.Response).Responses[0].PartitionResponses[0];
        if (IsPassing(result.ErrorCode, $"sent {batch}"))
            return false;
        Note($"{batch} lies at {result.BaseOffset.Value}");
        partition.Acknowledge(batch, result.BaseOffset.Value, acks == -1, asked);
        return true;
    }
}
