using System.Globalization;
using ActorBroker.Server.Output;

namespace ActorBroker.Server.Producing;

/// <summary>Counts what was delivered and, where that is wanted, prints partition and offset of each record, as it comes.</summary>
/// <remarks>Any thread.</remarks>
internal sealed class DeliveryReport(CommandOutput output, TextWriter writer, bool prints)
{
    private readonly Lock _gate = new();

    /// <summary>How many records were delivered.</summary>
    public long Count { get; private set; }

    /// <summary>Takes a batch.</summary>
    public void Take(DeliveredBatch batch)
    {
        lock (_gate)
        {
            Count += batch.Stamps.Count;
            for (var index = 0; prints && index < batch.Stamps.Count; index++)
                Print(batch, index);
        }
    }

    /// <summary>Brings what was printed to where it goes.</summary>
    public void Flush()
    {
        lock (_gate)
            writer.Flush();
    }

    private void Print(in DeliveredBatch batch, int index)
    {
        var (topic, partition) = (batch.Partition.Topic, batch.Partition.Partition);
        var offset = batch.BaseOffset < 0 ? -1 : batch.BaseOffset + index;
        writer.WriteLine(output.Format == OutputFormat.Json
            ? string.Create(CultureInfo.InvariantCulture, $"{{\"topic\":\"{topic}\",\"partition\":{partition},\"offset\":{offset},\"timestamp\":{batch.Stamps[index]}}}")
            : string.Create(CultureInfo.InvariantCulture, $"{topic}-{partition} {offset}"));
    }
}
