using System.Collections.Concurrent;
using ActorBroker.Log;
using ActorBroker.Log.Flushing;
using ActorBroker.Model;

namespace ActorBroker.Benchmarks.Log;

/// <summary>
/// 64 writers over 16 logs: each appends a batch of 16 KiB, waits until it is on the disk, and appends the next. The bare way then writes and flushes
/// the same bytes in the groups that the log made, as many side by side.
/// </summary>
internal sealed class DurableAppendCase(string directory) : ISpeedCase
{
    private const int Logs = 16;
    private const int WritersPerLog = 4;
    private const int BatchesPerWriter = 60;
    private const int Parallel = 16;

    private readonly byte[] _batch = LogSpeed.Batch(16 * 1024);
    private List<int>[] _groups = [.. Enumerable.Range(0, Logs).Select(_ => new List<int> { WritersPerLog })];

    private static long TotalBatches => Logs * WritersPerLog * BatchesPerWriter;

    public double Bare()
    {
        var pending = new ConcurrentQueue<int>(Enumerable.Range(0, Logs));
        var handles = Enumerable.Range(0, Logs).Select(log => File.OpenHandle(Path.Combine(directory, $"bare-{log}"), FileMode.Create, FileAccess.ReadWrite)).ToList();
        var done = new int[Logs];
        var positions = new long[Logs];
        var start = TimeProvider.System.GetTimestamp();
        var workers = Enumerable.Range(0, Parallel).Select(_ => new Thread(() =>
        {
            while (pending.TryDequeue(out var log))
            {
                var groups = _groups[log];
                if (done[log] == groups.Count)
                    continue;
                for (var batch = groups[done[log]++]; batch > 0; batch--, positions[log] += _batch.Length)
                    RandomAccess.Write(handles[log], _batch, positions[log]);
                RandomAccess.FlushToDisk(handles[log]);
                pending.Enqueue(log);
            }
        })).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        var elapsed = TimeProvider.System.GetElapsedTime(start);
        handles.ForEach(handle => handle.Dispose());
        for (var log = 0; log < Logs; log++)
            File.Delete(Path.Combine(directory, $"bare-{log}"));
        return positions.Sum() / elapsed.TotalSeconds;
    }

    public double Log()
    {
        using var owner = new BlockingCollection<Action>();
        using var executor = new ThreadedDiskExecutor(Parallel);
        var flusher = new Flusher(executor, Parallel);
        var logs = Enumerable.Range(0, Logs).Select(number => new BenchmarkLog(directory, number)).ToList();
        var queues = logs.ConvertAll(log => new CommitQueue(log.Log, flusher, owner.Add));
        _groups = [.. logs.Select(_ => new List<int>())];
        var left = TotalBatches;
        var start = TimeProvider.System.GetTimestamp();
        for (var writer = 0; writer < Logs * WritersPerLog; writer++)
            Write(writer % Logs, BatchesPerWriter);
        while (left > 0)
            owner.Take()();
        var elapsed = TimeProvider.System.GetElapsedTime(start);
        logs.ForEach(log => log.Dispose());
        return TotalBatches * _batch.Length / elapsed.TotalSeconds;

        void Write(int log, int batches)
        {
            logs[log].Log.AppendAsLeader([new LogChunk(_batch)], new LeaderEpoch(0));
            queues[log].WhenDurable(logs[log].Log.State.LogEnd, failure =>
            {
                left--;
                Count(log, logs[log].Log.DurableOffset);
                if (batches > 1)
                    owner.Add(() => Write(log, batches - 1));
            });
        }
    }

    /// <summary>Batches that became durable at the same offset were one group.</summary>
    private void Count(int log, Offset durable)
    {
        if (_lastDurable[log] == durable)
            _groups[log][^1]++;
        else
            _groups[log].Add(1);
        _lastDurable[log] = durable;
    }

    private readonly Offset[] _lastDurable = new Offset[Logs];
}
