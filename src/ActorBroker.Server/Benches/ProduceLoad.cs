using ActorBroker.Server.Producing;
using ActorBroker.Server.Remote;

namespace ActorBroker.Server.Benches;

/// <summary>Clients that write records, as fast as they are taken or at a rate.</summary>
/// <param name="plan">What to do.</param>
/// <param name="remote">How each client reaches the cluster.</param>
/// <param name="meter">Counts what was acknowledged.</param>
/// <param name="fill">Makes the value of a record, given its number and when it is to be sent; called by several clients at once.</param>
internal sealed class ProduceLoad(BenchPlan plan, RemoteOptions remote, BenchMeter meter, Func<long, long, ReadOnlyMemory<byte>> fill)
{
    private static readonly TimeSpan PauseMin = TimeSpan.FromMilliseconds(1);

    /// <summary>How many records were given to the clients' producers so far.</summary>
    public long Sent { get; private set; }

    /// <summary>Runs all clients to their end; a cancelled run ends with what was sent until then.</summary>
    /// <param name="delivered">Called for each acknowledged batch, from any thread.</param>
    /// <param name="begin">Called when all clients are connected, before the first record.</param>
    /// <param name="cancellation">Ends the sending.</param>
    /// <exception cref="RemoteException">A client cannot write.</exception>
    public async Task RunAsync(Action<DeliveredBatch> delivered, Action begin, CancellationToken cancellation)
    {
        var clusters = Enumerable.Range(0, plan.Clients).Select(_ => new ClusterClient(remote)).ToArray();
        try
        {
            var producers = await Task.WhenAll(clusters.Select(cluster => RecordProducer.OpenAsync(cluster, plan.Topic, plan.Producer, delivered, cancellation)));
            begin();
            var start = meter.Now;
            var sent = await Task.WhenAll(producers.Select((producer, client) =>
                Task.Run(() => RunAsync(producer, clusters[client], client, start, cancellation), CancellationToken.None)));
            Sent = sent.Sum();
        }
        finally
        {
            foreach (var cluster in clusters)
                await cluster.DisposeAsync();
        }
    }

    private async Task<long> RunAsync(RecordProducer producer, ClusterClient cluster, int client, long start, CancellationToken cancellation)
    {
        var pace = plan.Rate is { } rate ? new Pace(start, meter.Frequency, rate / plan.Clients) : default(Pace?);
        var end = plan.Duration is { } duration ? start + (long)(duration.TotalSeconds * meter.Frequency) : long.MaxValue;
        var count = plan.MessagesOf(client);
        var number = 0L;
        for (; number < count && !cancellation.IsCancellationRequested; number++)
        {
            if (pace?.Until(number, meter.Now) > TimeSpan.Zero)
                await WaitAsync(producer, cluster, pace.Value, number, cancellation);
            var now = meter.Now;
            if ((pace?.TimeOf(number) ?? now) >= end || cancellation.IsCancellationRequested)
                break;

            var stamp = pace?.TimeOf(number) ?? now;
            await producer.AppendAsync(new OutgoingRecord { Value = fill(number, stamp), Timestamp = cluster.Options.Time.GetUtcNow().ToUnixTimeMilliseconds(), Stamp = stamp });
        }

        await producer.CompleteAsync();
        return number;
    }

    /// <summary>Lets go what was due, and waits for the next record's time; a timer is no finer than a millisecond, so several may be due then.</summary>
    private async Task WaitAsync(RecordProducer producer, ClusterClient cluster, Pace pace, long number, CancellationToken cancellation)
    {
        await producer.FlushAsync();
        try
        {
            while (pace.Until(number, meter.Now) is var pause && pause > TimeSpan.Zero)
                await cluster.PauseAsync(pause > PauseMin ? pause : PauseMin, cancellation);
        }
        catch (OperationCanceledException)
        {
            // The loop ends.
        }
    }
}
