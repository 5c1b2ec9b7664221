using ActorBroker.Model;
using ActorBroker.Simulation.Tests.Brokers;
using ActorBroker.Simulation.Tests.Ledgers;
using ActorBroker.Simulation.Tests.Worlds;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Simulation.Tests.Clients;

/// <summary>Reads a partition from its start on, and leaves when it has read all that others know of.</summary>
internal sealed class Consumer(World world, Machine machine, Ledger ledger, PartitionLedger partition, string name) : Client(world, machine, name)
{
    private const int WaitMsMax = 500;
    private const int BytesMax = 5_000;

    private static readonly TimeSpan ThinkMax = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<long, (SentBatch Batch, int Record)> _read = [];
    private long _position;
    private long _start;

    public PartitionLedger Partition => partition;

    /// <summary>All that it read, by offset.</summary>
    public IReadOnlyDictionary<long, (SentBatch Batch, int Record)> Found => _read;

    /// <summary>Where the log began when it looked last.</summary>
    public long Start => _start;

    /// <summary>The offset that it would read next.</summary>
    public long Position => _position;

    protected override async Task LiveAsync()
    {
        while (!IsLeaving || _position < partition.Moment.HighWatermark)
        {
            if (!await ReadAsync())
                await PauseAsync();
            else if (!IsLeaving)
                await World.Delay(World.Some(ThinkMax));
        }
    }

    /// <returns>False when it is to be tried again later.</returns>
    private async Task<bool> ReadAsync()
    {
        var asked = partition.Moment;
        var request = Requests.Fetch(partition.Topic, partition.Index, _position, Random.Next(WaitMsMax), Random.Next(1, BytesMax));
        using var reply = await AskAsync(request, Requests.VersionMax);
        if (reply is null)
            return false;

        var result = ((FetchResponse)reply.Response).Responses[0].Partitions[0];
        if (result.ErrorCode == ErrorCode.OffsetOutOfRange)
            return await FindStartAsync();
        if (IsPassing(result.ErrorCode, $"read {partition.Name} at {_position}"))
            return false;

        partition.ShowBounds(result.HighWatermark.Value, result.LogStartOffset.Value, asked);
        var from = _position;
        _position = ledger.Read(partition, result.Records.Memory, from, (offset, batch, record) => _read[offset] = (batch, record));
        if (_position > result.HighWatermark.Value)
            throw new Violation($"{partition.Name}: offsets up to {_position} were served, behind the high watermark {result.HighWatermark.Value}");
        if (_position > from)
            Note($"read {partition.Name} from {from} to {_position}, high watermark {result.HighWatermark.Value}");
        return true;
    }

    private async Task<bool> FindStartAsync()
    {
        var asked = partition.Moment;
        using var reply = await AskAsync(Requests.ListOffsets(partition.Topic, partition.Index, Requests.Earliest));
        if (reply is null)
            return false;
        var result = ((ListOffsetsResponse)reply.Response).Topics[0].Partitions[0];
        if (IsPassing(result.ErrorCode, $"asked for the start of {partition.Name}"))
            return false;

        Note($"finds that {partition.Name} begins at {result.Offset.Value}, not at {_position}");
        if (result.Offset.Value <= _position)
            throw new Violation($"{partition.Name}: offset {_position} was refused as out of range; the log begins at {result.Offset.Value}, and its high watermark was {asked.HighWatermark}");
        partition.ShowStart(result.Offset.Value, asked);
        (_start, _position) = (result.Offset.Value, result.Offset.Value);
        return true;
    }
}
