using ActorBroker.Model;
using ActorBroker.Server.Remote;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Server.Consuming;

/// <summary>
/// Reads partitions from their leaders, side by side, and gives the records to a sink. When a leader moves or is lost it is found again.
/// </summary>
/// <remarks>Memory: one answer of each leader, at most <see cref="BytesMax"/> but for a batch that is larger by itself, and one batch inflated.</remarks>
internal sealed class FetchLoop
{
    private const int BytesMax = 16 * 1024 * 1024;
    private const int PartitionBytesMax = 4 * 1024 * 1024;
    private const int WaitMaxMs = 500;

    // The last one that names topics; later ones say their ids.
    private const short VersionMax = 12;

    private readonly ClusterClient _cluster;
    private readonly IReadOnlyList<PartitionCursor> _cursors;
    private readonly IRecordSink _sink;
    private readonly Action<string> _say;
    private readonly Lock _gate = new();
    private long _lastGood;

    /// <param name="cluster">The cluster.</param>
    /// <param name="cursors">What to read; they move as records are read.</param>
    /// <param name="sink">Takes the records.</param>
    /// <param name="say">Tells the user what happened to his offsets.</param>
    public FetchLoop(ClusterClient cluster, IReadOnlyList<PartitionCursor> cursors, IRecordSink sink, Action<string> say)
    {
        (_cluster, _cursors, _sink, _say) = (cluster, cursors, sink, say);
        _lastGood = cluster.Options.Time.GetTimestamp();
    }

    /// <summary>Told of each answer, with the time at which it was asked for, as <see cref="TimeProvider.GetTimestamp"/> says it; null where nobody wants to know.</summary>
    public Action<long>? Fetched { get; init; }

    private bool IsDone => _sink.IsDone || _cursors.All(cursor => cursor.IsAtEnd);

    /// <summary>Ends when all was read, the sink wants no more, or it is cancelled.</summary>
    /// <exception cref="RemoteException">A partition cannot be read.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!IsDone && !cancellation.IsCancellationRequested)
        {
            try
            {
                await RunLeadersAsync(cancellation);
            }
            catch (RemoteException exception) when (HasMoved(exception) && _cluster.Options.Time.GetElapsedTime(_lastGood) < _cluster.Options.Timeout)
            {
                await _cluster.PauseAsync(TimeSpan.FromMilliseconds(100), CancellationToken.None);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static bool HasMoved(RemoteException exception) => exception.IsRetriable
        || exception is BrokerErrorException { Code: ErrorCode.UnknownTopicOrPartition or ErrorCode.FencedLeaderEpoch or ErrorCode.UnknownLeaderEpoch };

    /// <summary>Reads until all is done; the first leader that fails ends the others, so that all are found again.</summary>
    private async Task RunLeadersAsync(CancellationToken cancellation)
    {
        using var together = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var leaders = await FindLeadersAsync(cancellation);
        var reading = leaders.Select(async leader =>
        {
            try
            {
                await ReadAsync(leader.Key, [.. leader], together.Token);
                if (_sink.IsDone)
                    await together.CancelAsync();
            }
            catch (OperationCanceledException) when (together.IsCancellationRequested)
            {
                // Another one ended it, or the user.
            }
            catch
            {
                await together.CancelAsync();
                throw;
            }
        });
        await Task.WhenAll(reading);
    }

    private async Task<IEnumerable<IGrouping<BrokerId, PartitionCursor>>> FindLeadersAsync(CancellationToken cancellation)
    {
        string[] names = [.. _cursors.Select(cursor => cursor.Id.Topic).Distinct()];
        var topics = (await new TopicDirectory(_cluster).FindAsync(names, cancellation)).ToDictionary(topic => topic.Name!);
        return _cursors.Where(cursor => !cursor.IsAtEnd).GroupBy(cursor =>
        {
            var partition = topics[cursor.Id.Topic].Partitions.FirstOrDefault(partition => partition.PartitionIndex.Value == cursor.Id.Partition);
            BrokerErrorException.ThrowIf(partition?.LeaderId.Value >= 0 ? ErrorCode.None : ErrorCode.LeaderNotAvailable, $"partition {cursor.Id}");
            return partition!.LeaderId;
        });
    }

    private async Task ReadAsync(BrokerId leader, PartitionCursor[] cursors, CancellationToken cancellation)
    {
        await using var connection = await _cluster.OpenAsync(leader, cancellation);
        while (!_sink.IsDone && !Array.TrueForAll(cursors, cursor => cursor.IsAtEnd))
        {
            var limit = _cluster.Options.Timeout + TimeSpan.FromMilliseconds(WaitMaxMs);
            var asked = _cluster.Options.Time.GetTimestamp();
            using var reply = await connection.SendAsync(RequestFor(cursors), limit, VersionMax, cancellation);
            var response = (FetchResponse)reply.Response;
            BrokerErrorException.ThrowIf(response.ErrorCode, "fetch");
            Fetched?.Invoke(asked);
            foreach (var cursor in Take(response, cursors))
                await ResetAsync(cursor, cancellation);
        }
    }

    private static FetchRequest RequestFor(PartitionCursor[] cursors)
    {
        var request = new FetchRequest { ReplicaId = BrokerId.None, MaxWaitMs = WaitMaxMs, MinBytes = 1, MaxBytes = BytesMax };
        foreach (var ofTopic in cursors.Where(cursor => !cursor.IsAtEnd).GroupBy(cursor => cursor.Id.Topic))
        {
            var topic = request.Topics.AddNew();
            topic.Topic = ofTopic.Key;
            foreach (var cursor in ofTopic)
            {
                topic.Partitions.Add(new FetchRequest.FetchPartition
                {
                    Partition = new PartitionIndex(cursor.Id.Partition),
                    FetchOffset = new Offset(cursor.Next),
                    PartitionMaxBytes = PartitionBytesMax,
                });
            }
        }

        return request;
    }

    /// <summary>Gives the sink what came; returns the cursors whose offsets the log does not have.</summary>
    private List<PartitionCursor> Take(FetchResponse response, PartitionCursor[] cursors)
    {
        var lost = new List<PartitionCursor>();
        lock (_gate)
        {
            foreach (var topic in response.Responses)
            {
                foreach (var partition in topic.Partitions)
                {
                    var id = new TopicPartition(topic.Topic, partition.PartitionIndex.Value);
                    if (Array.Find(cursors, cursor => cursor.Id == id) is not { } cursor)
                        continue;
                    if (partition.ErrorCode == ErrorCode.OffsetOutOfRange)
                        lost.Add(cursor);
                    else
                        Take(partition, cursor);
                }
            }

            if (_sink.Flush())
            {
                foreach (var cursor in cursors)
                    cursor.Delivered = cursor.Next;
            }
        }

        return lost;
    }

    private void Take(FetchResponse.PartitionData partition, PartitionCursor cursor)
    {
        BrokerErrorException.ThrowIf(partition.ErrorCode, $"partition {cursor.Id}");
        _lastGood = _cluster.Options.Time.GetTimestamp();
        FetchedBatches.Give(partition.Records.Memory, cursor, _sink);
    }

    /// <summary>What the log no longer has, or never had, cannot be read: goes on at its nearer end.</summary>
    private async Task ResetAsync(PartitionCursor cursor, CancellationToken cancellation)
    {
        var topics = await new TopicDirectory(_cluster).FindAsync([cursor.Id.Topic], cancellation);
        var cursors = await new StartFinder(_cluster, StartPosition.Earliest, stopsAtEnd: true).FindAsync(topics, [cursor.Id], null, cancellation);
        var (first, last) = (cursors[0].Next, cursors[0].End!.Value);
        var next = Math.Clamp(cursor.Next, first, last);
        if (next == cursor.Next)
            return;

        _say($"Partition {cursor.Id} has offsets {first} to {last}, not {cursor.Next}: reading on at {next}.");
        cursor.Next = cursor.Delivered = next;
    }
}
