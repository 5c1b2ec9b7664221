using System.CommandLine;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Inspection;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Output;

namespace ActorBroker.Server.Logs;

/// <summary><c>actorbroker log dump</c>: shows what lies in the files of a data directory.</summary>
internal static class LogDumpCommand
{
    private static readonly Option<bool> Records = new("--records", "-r") { Description = "Show the records of each batch too." };

    private static readonly Option<int> BytesMax = new("--bytes")
    {
        Description = "How many bytes of each key, value and header are shown. The default is 1024.",
        HelpName = "N",
        DefaultValueFactory = _ => new LogDumpOptions().ContentBytesMax,
    };

    /// <summary>The command.</summary>
    public static Command Create(ClientOptions client)
    {
        var path = LogCommand.PathArgument("A file of a log directory, or a directory: of a replica, of logs, of all data.");
        var command = new Command(
            "dump", "Shows segments with their batches, and indexes, snapshots, checkpoints and notes. With -o json, an object in a line for each batch or row.")
        {
            path,
            Records,
            BytesMax,
        };
        command.SetAction(parsed => LogCommand.Run(parsed, client, output => Dump(parsed, parsed.GetValue(path)!, output.Format)));
        return command;
    }

    private static int Dump(ParseResult parsed, string argument, OutputFormat format)
    {
        if (parsed.GetValue(BytesMax) < 0)
            throw new UsageException("--bytes must be 0 or more.");

        var disk = new FileLogDisk();
        var options = new LogDumpOptions { IncludeRecords = parsed.GetValue(Records), ContentBytesMax = parsed.GetValue(BytesMax) };
        var writer = parsed.InvocationConfiguration.Output;
        var place = LogPlace.Of(disk, argument);
        var dump = new FileDump(disk, options, format == OutputFormat.Json ? new JsonDump(writer) : new TextDump(writer));
        if (place.Kind == LogPlaceKind.File && !dump.TryWrite(place.Paths[0]))
            throw new UsageException($"'{argument}' has not the name of a file in a log directory, as 00000000000000000000.log.");

        foreach (var path in place.Kind == LogPlaceKind.File ? [] : place.Paths)
            dump.WriteAll(path);
        return ExitCode.Done;
    }

    private sealed class FileDump(FileLogDisk disk, LogDumpOptions options, IDumpForm form)
    {
        private readonly LogDump _batches = new(disk, options);
        private readonly StateDump _states = new(disk);

        public void WriteAll(string directory)
        {
            foreach (var entry in disk.List(directory))
            {
                if (entry.IsDirectory)
                    WriteAll($"{directory}/{entry.Name}");
                else
                    TryWrite($"{directory}/{entry.Name}");
            }
        }

        public bool TryWrite(string path)
        {
            if (path.EndsWith(".log", StringComparison.Ordinal))
                form.Write(path, _batches.OfSegment(path));
            else if (TableOf(path) is { } table)
                form.Write(table);
            else
                return false;
            return true;
        }

        private DumpedTable? TableOf(string path)
        {
            try
            {
                return _states.Of(path);
            }
            catch (Exception exception) when (exception is DamagedIdentityException or NewerFormatException)
            {
                var condition = exception is NewerFormatException ? StateFileCondition.Newer : StateFileCondition.Damaged;
                return new DumpedTable(path, exception.Message, condition, [], []);
            }
        }
    }
}
