using System.CommandLine;
using System.Globalization;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Inspection;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Output;
using Spectre.Console;

namespace ActorBroker.Server.Logs;

/// <summary><c>actorbroker log verify</c>: checks every byte of a data directory.</summary>
internal static class LogVerifyCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ClientOptions client)
    {
        var path = LogCommand.PathArgument("A data directory, a log directory in it, or the directory of one replica.");
        var command = new Command("verify", "Checks every batch, record, index, snapshot and checkpoint. Ends with 1 if something is damaged.") { path };
        command.SetAction(parsed => LogCommand.Run(parsed, client, output => Verify(new FileLogDisk(), parsed.GetValue(path)!, output)));
        return command;
    }

    private static int Verify(FileLogDisk disk, string argument, CommandOutput output)
    {
        var place = LogPlace.Of(disk, argument);
        if (place.Kind == LogPlaceKind.File)
            throw new UsageException($"'{argument}' is a file. Give the directory that it lies in.");
        if (place.FindInUse(disk) is { } used)
            return LogCommand.InUse(output, used);

        var verifier = new LogVerifier(disk);
        VerifiedDirectory[] verified = [.. place.Paths.Select(path =>
            VerifiedDirectory.Of(path, place.Kind == LogPlaceKind.Replica ? verifier.VerifyReplica(path) : verifier.VerifyLogDirectory(path)))];
        output.Write(verified, console =>
        {
            foreach (var directory in verified)
                directory.WriteTo(console);
        });
        return Array.TrueForAll(verified, directory => directory.DefectCount == 0) ? ExitCode.Done : ExitCode.Failed;
    }

    private sealed record VerifiedDirectory(
        string Path, int Replicas, int Segments, long Batches, long Records, int Files, int DefectCount, IReadOnlyList<FoundDefect> Defects)
    {
        public static VerifiedDirectory Of(string path, InspectionReport report) => new(
            path,
            report.Replicas,
            report.Segments,
            report.Batches,
            report.Records,
            report.Files.Count,
            report.DefectCount,
            [.. report.Files.SelectMany(file => file.Defects.Select(defect => FoundDefect.Of(file.Path[(path.Length + 1)..], defect)))]);

        public void WriteTo(IAnsiConsole console)
        {
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Path}: {Replicas} replicas, {Segments} segments, {Batches} batches, {Records} records, {Files} files, {DefectCount} defects"));
            if (Defects.Count == 0)
                return;

            var table = new TextTable("FILE", "BYTES", "OFFSETS", "WHAT");
            foreach (var defect in Defects)
                table.Add(defect.File, Ranges.OfBytes(defect.Position, defect.Bytes), Ranges.OfOffsets(defect.First, defect.Next), defect.What);
            table.WriteTo(console);
        }
    }

    private sealed record FoundDefect(string File, long Position, long Bytes, long? First, long? Next, string What)
    {
        public static FoundDefect Of(string file, FileDefect defect) =>
            new(file, defect.Position, defect.Bytes, Ranges.Known(defect.First), Ranges.Known(defect.Next), defect.Sentence);
    }
}
