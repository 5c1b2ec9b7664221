using System.Globalization;
using ActorBroker.Log;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Benchmarks.Log;

/// <summary>10,000 logs with data in one directory: how fast it opens after a clean stop and after a crash with 100 logs dirty, and what an idle log costs.</summary>
internal static class ManyLogs
{
    private const int Logs = 10_000;
    private const int DirtyLogs = 100;
    private const int OpenFilesMax = 64;

    private static readonly LogDirectoryOptions Options = new()
    {
        ClusterId = "benchmark",
        Broker = new BrokerId(1),
        NewDirectoryId = () => new Guid(1, 2, 3, new byte[8]),
        OpenFilesMax = OpenFilesMax,
    };

    /// <summary>Measures and prints.</summary>
    public static void Print(TextWriter output, string directory)
    {
        var path = Path.Combine(directory, "many");
        Fill(path);
        LogSpeed.PrintSeconds(output, "clean open, 10,000 logs, s", 1, OpenAll(path, out var first));
        first.Directory.Dispose();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        OpenAll(path, out var logs);
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / Logs;
        output.WriteLine($"idle log: {bytes} managed bytes (goal 2048), {logs.Directory.Files.OpenCount} open files");
        Crash(logs);
        LogSpeed.PrintSeconds(output, "crash open, 100 dirty, s", 3, OpenAll(path, out logs));
        output.WriteLine($"open files after the crash start: {logs.Directory.Files.OpenCount} (goal {OpenFilesMax})");
        logs.Directory.Dispose();
    }

    private static PartitionId Id(int number) => new(new TopicId(new Guid(number / 100, 0, 0, [0, 0, 0, 0, 0, 0, 0, 9])), new PartitionIndex(number % 100));

    private static PartitionLogOptions LogOptions() => new();

    private static void Fill(string path)
    {
        var directory = LogDirectory.Open(new FileLogDisk(), path, Options);
        var batch = LogSpeed.Batch(16 * 1024);
        for (var number = 0; number < Logs; number++)
        {
            var log = directory.CreateLog(Id(number), LogOptions);
            log.AppendAsLeader([new LogChunk(batch)], new LeaderEpoch(0));
            log.SetHighWatermark(log.State.LogEnd);
            Settle(directory, log);
            directory.CloseLog(log);
        }

        directory.Stop();
    }

    /// <summary>A checkpoint without its flushes: that the files survive this machine's power is not what is measured.</summary>
    private static void Settle(LogDirectory directory, PartitionLog log)
    {
        var ticket = log.PrepareFlush(checkpoint: true)!;
        log.CompleteFlush(ticket, null);
        directory.Settle(log);
    }

    private static double OpenAll(string path, out (LogDirectory Directory, List<PartitionLog> Logs) opened)
    {
        var start = TimeProvider.System.GetTimestamp();
        var directory = LogDirectory.Open(new FileLogDisk(), path, Options);
        var logs = new List<PartitionLog>(Logs);
        foreach (var id in directory.Replicas)
            logs.Add(directory.OpenLog(id, LogOptions).Log);
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        if (logs.Count != Logs)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{logs.Count} logs were found, not {Logs}."));
        opened = (directory, logs);
        return seconds;
    }

    /// <summary>Appends to some logs and frees the directory as the end of a process does.</summary>
    private static void Crash((LogDirectory Directory, List<PartitionLog> Logs) opened)
    {
        var batch = LogSpeed.Batch(1024 * 1024);
        foreach (var log in opened.Logs.Take(DirtyLogs))
            log.AppendAsLeader([new LogChunk(batch)], new LeaderEpoch(0));
        opened.Directory.Dispose();
    }
}
