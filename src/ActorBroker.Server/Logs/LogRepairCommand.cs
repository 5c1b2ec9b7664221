using System.CommandLine;
using System.Globalization;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Repair;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Output;
using Spectre.Console;

namespace ActorBroker.Server.Logs;

/// <summary><c>actorbroker log repair</c>: mends a data directory of which no broker has hold.</summary>
internal static class LogRepairCommand
{
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only tell what would be done." };

    private static readonly Option<bool> DropDamaged = new("--drop-damaged")
    {
        Description = "Give up records that had been flushed and are damaged, so that all others are served. Without it, logs with such damage are left alone.",
    };

    /// <summary>The command.</summary>
    public static Command Create(ClientOptions client)
    {
        var path = LogCommand.PathArgument("A data directory, or a log directory in it.");
        var command = new Command(
            "repair",
            "Makes indexes, snapshots and checkpoints again, cuts what a crash tore, and with --drop-damaged takes damaged batches out. "
            + "Ends with 1 if something is left as it is.")
        {
            path,
            DryRun,
            DropDamaged,
        };
        command.SetAction(parsed => LogCommand.Run(parsed, client, output => Repair(parsed, parsed.GetValue(path)!, output)));
        return command;
    }

    private static int Repair(ParseResult parsed, string argument, CommandOutput output)
    {
        var disk = new FileLogDisk();
        var place = LogPlace.Of(disk, argument);
        if (place.Kind != LogPlaceKind.LogDirectories)
            throw new UsageException($"'{argument}' is a part of a log directory. Give the whole: only as a whole it is mended.");
        if (place.FindInUse(disk) is { } used)
            return LogCommand.InUse(output, used);

        var options = new RepairOptions { IsDryRun = parsed.GetValue(DryRun), DropDamaged = parsed.GetValue(DropDamaged) };
        RepairedDirectory[] repaired = [.. place.Paths.Select(path => RepairedDirectory.Of(path, new LogRepair(disk).Run(path, options)))];
        output.Write(repaired, console =>
        {
            foreach (var directory in repaired)
                directory.WriteTo(console, options.IsDryRun);
        });
        return Array.TrueForAll(repaired, directory => directory.IsComplete) ? ExitCode.Done : ExitCode.Failed;
    }

    private sealed record RepairedDirectory(string Path, bool IsComplete, long LostRecordsMax, int DefectsLeft, IReadOnlyList<Step> Steps)
    {
        public static RepairedDirectory Of(string path, RepairReport report) => new(
            path,
            report.IsComplete,
            report.Steps.Where(step => step.Action == RepairAction.Drop).Sum(step => Math.Max(0, step.Next.Value - step.First.Value)),
            report.After?.DefectCount ?? report.Before.DefectCount,
            [.. report.Steps.Select(step => Step.Of(path, step))]);

        public void WriteTo(IAnsiConsole console, bool isDryRun)
        {
            if (Steps.Count == 0)
            {
                console.WriteLine($"{Path}: nothing to repair");
                return;
            }

            var lost = LostRecordsMax == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", at most {LostRecordsMax} records given up");
            console.WriteLine(isDryRun
                ? $"{Path}: would do this{lost}"
                : string.Create(CultureInfo.InvariantCulture, $"{Path}: {(IsComplete ? "repaired" : "repaired in part")}{lost}, {DefectsLeft} defects left"));
            var table = new TextTable("ACTION", "FILE", "BYTES", "OFFSETS", "WHY");
            foreach (var step in Steps)
            {
                var isRange = step.Action is RepairAction.Cut or RepairAction.Drop;
                table.Add(
                    step.Action.ToString().ToLowerInvariant(),
                    step.File,
                    isRange ? Ranges.OfBytes(step.Position, step.Bytes) : null,
                    Ranges.OfOffsets(step.First, step.Next),
                    step.Why);
            }

            table.WriteTo(console);
        }
    }

    private sealed record Step(RepairAction Action, string File, long Position, long Bytes, long? First, long? Next, string Why)
    {
        public static Step Of(string path, RepairStep step) => new(
            step.Action, step.Path[(path.Length + 1)..], step.Position, step.Bytes, Ranges.Known(step.First), Ranges.Known(step.Next), step.Sentence);
    }
}
