using ActorBroker.Log;
using ActorBroker.Model;

namespace ActorBroker.Benchmarks.Log;

/// <summary>Appends to the page cache, one batch a call.</summary>
internal sealed class AppendCase(string directory, int batchBytes) : ISpeedCase
{
    private const long TotalBytes = 768L * 1024 * 1024;

    private readonly byte[] _batch = LogSpeed.Batch(batchBytes);

    public double Bare()
    {
        var path = Path.Combine(directory, "bare");
        using var handle = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite);
        var start = TimeProvider.System.GetTimestamp();
        for (long position = 0; position < TotalBytes; position += _batch.Length)
            RandomAccess.Write(handle, _batch, position);
        var elapsed = TimeProvider.System.GetElapsedTime(start);
        File.Delete(path);
        return TotalBytes / elapsed.TotalSeconds;
    }

    public double Log()
    {
        using var log = new BenchmarkLog(directory);
        var chunk = new[] { new LogChunk(_batch) };
        var start = TimeProvider.System.GetTimestamp();
        for (long written = 0; written < TotalBytes; written += _batch.Length)
            log.Log.AppendAsLeader(chunk, new LeaderEpoch(0));
        return TotalBytes / TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }
}
