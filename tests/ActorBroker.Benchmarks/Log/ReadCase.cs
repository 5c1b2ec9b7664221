using ActorBroker.Log;
using ActorBroker.Log.Reading;
using ActorBroker.Model;
using ActorBroker.Model.Records;

namespace ActorBroker.Benchmarks.Log;

/// <summary>Reads a log of 16 KiB batches from its start to its end, 1 MiB at a time, from the page cache.</summary>
internal sealed class ReadCase : ISpeedCase, IDisposable
{
    private const long TotalBytes = 768L * 1024 * 1024;
    private const int ReadBytes = 1024 * 1024;

    private readonly byte[] _buffer = new byte[2 * ReadBytes];
    private readonly BenchmarkLog _log;

    public ReadCase(string directory)
    {
        _log = new BenchmarkLog(directory);
        var batch = LogSpeed.Batch(16 * 1024);
        for (long written = 0; written < TotalBytes; written += batch.Length)
            _log.Log.AppendAsLeader([new LogChunk(batch)], new LeaderEpoch(0));
    }

    public double Bare()
    {
        var path = Path.Combine(_log.Context.DirectoryOf(_log.Id), $"{0:D20}.log");
        using var handle = File.OpenHandle(path);
        var start = TimeProvider.System.GetTimestamp();
        long position = 0;
        for (int read; (read = RandomAccess.Read(handle, _buffer.AsSpan(0, ReadBytes), position)) > 0;)
            position += read;
        return position / TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }

    public double Log()
    {
        var view = _log.Log.View;
        var start = TimeProvider.System.GetTimestamp();
        long bytes = 0;
        for (var next = Offset.Zero; view.Read(next, view.Bounds.End, ReadBytes) is { Status: ReadStatus.Found } found;)
        {
            using var slice = found.Slice!;
            var length = slice.CopyTo(_buffer);
            bytes += length;
            next = End(_buffer.AsSpan(0, length));
        }

        return bytes / TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }

    public double Recover()
    {
        var start = TimeProvider.System.GetTimestamp();
        var bytes = _log.Recover();
        return bytes / TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }

    public void Dispose() => _log.Dispose();

    private static Offset End(ReadOnlySpan<byte> batches)
    {
        var end = Offset.Zero;
        foreach (var batch in new RecordBatchEnumerator(batches))
            end = batch.NextOffset;
        return end;
    }
}
