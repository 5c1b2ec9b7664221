using ActorBroker.Model;
using ActorBroker.Simulation.Tests.Brokers;
using ActorBroker.Simulation.Tests.Ledgers;
using ActorBroker.Simulation.Tests.Network;
using ActorBroker.Simulation.Tests.Worlds;
using ActorBroker.Wire.Connections;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Simulation.Tests.Clients;

/// <summary>Sends batches to one partition with an id and sequences, several at once, and again in their order until each is acknowledged (KIP-98).</summary>
/// <param name="window">How many are under way at once: 1 to 5.</param>
internal sealed class IdempotentProducer(World world, Machine machine, Ledger ledger, PartitionLedger partition, string name, int window, int batchCount)
    : Client(world, machine, name)
{
    private const short AcksAll = -1;

    private static readonly TimeSpan ThinkMax = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly BatchMaker _maker = new(world.Random, name, isIdempotent: true);
    private readonly Queue<Waiting> _waiting = new();
    private ProducerId _id;
    private ProducerEpoch _epoch;
    private Sequence _sequence = new(0);

    // A partition takes any sequence of a producer that it does not know: the first has to be in the log before another is sent.
    private bool _isKnown;

    protected override async Task LiveAsync()
    {
        await GetIdAsync();
        for (var left = batchCount; left > 0 && !IsLeaving; left--)
        {
            await World.Delay(World.Some(ThinkMax));
            var batch = _maker.Make(partition, World.Now);
            ledger.Add(batch);
            var link = await ConnectAsync();
            _waiting.Enqueue(new Waiting(batch, _sequence));
            _sequence = _sequence.Advance(batch.Records.Count);
            SendAll(link);
            while (_waiting.Count >= (_isKnown ? window : 1))
                await SettleAsync();
        }

        while (_waiting.Count > 0)
            await SettleAsync();
    }

    private async Task GetIdAsync()
    {
        while (true)
        {
            using var reply = await AskAsync(new InitProducerIdRequest { TransactionalId = null, TransactionTimeoutMs = 1_000 });
            if (reply?.Response is InitProducerIdResponse answer && !IsPassing(answer.ErrorCode, "asked for an id"))
            {
                (_id, _epoch) = (answer.ProducerId, answer.ProducerEpoch);
                ledger.AddProducerId(_id.Value, Name);
                Note($"is producer {_id.Value}");
                return;
            }

            await PauseAsync();
        }
    }

    /// <summary>Waits for the oldest answer; when it is none, everything is sent again over another connection.</summary>
    private async Task SettleAsync()
    {
        SendAll(await ConnectAsync());
        var oldest = _waiting.Peek();
        using var reply = await oldest.Reply!;
        if (Take(reply, oldest))
        {
            _waiting.Dequeue();
            _isKnown = true;
            if (Random.Next(2) == 0)
                await AskBoundAsync(partition, wantsStart: false);
            return;
        }

        Disconnect();
        await PauseAsync();
    }

    /// <summary>Sends what was not yet sent over this connection.</summary>
    private void SendAll(Link link)
    {
        foreach (var waiting in _waiting.Where(waiting => waiting.Link != link))
        {
            var (batch, sequence) = (waiting.Batch, waiting.Sequence);
            waiting.Link = link;
            waiting.Asked = partition.Moment;
            partition.Send(batch);
            Note($"sends {batch} with sequence {sequence.Value} to {partition.Name}");
            var request = Requests.Produce(partition.Topic, partition.Index, AcksAll, _maker.Encode(batch, _id, _epoch, sequence));
            waiting.Reply = link.AskAsync(request, link.VersionOf(request.ApiKey, Requests.VersionMax), Timeout);
        }
    }

    private bool Take(ClientReply? reply, Waiting waiting)
    {
        if (reply is null)
        {
            Note($"does not know what became of {waiting.Batch}");
            return false;
        }

        var result = ((ProduceResponse)reply.Response).Responses[0].PartitionResponses[0];
        if (IsPassing(result.ErrorCode, $"sent {waiting.Batch}"))
            return false;
        Note($"{waiting.Batch} lies at {result.BaseOffset.Value}");
        partition.Acknowledge(waiting.Batch, result.BaseOffset.Value, isCommitted: true, waiting.Asked);
        return true;
    }

    private sealed class Waiting(SentBatch batch, Sequence sequence)
    {
        public SentBatch Batch => batch;

        public Sequence Sequence => sequence;

        public Link? Link { get; set; }

        public LedgerMoment Asked { get; set; }

        public Task<ClientReply?>? Reply { get; set; }
    }
}
