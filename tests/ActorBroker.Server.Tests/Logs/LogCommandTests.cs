using System.Text.Json;
using ActorBroker.Server.Tests.Support;

namespace ActorBroker.Server.Tests.Logs;

public sealed class LogCommandTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    private string Data => Path.Join(_folder.Path, "data");

    public void Dispose() => _folder.Dispose();

    [ToolFact("kcat")]
    public void What_a_broker_left_is_sound_and_shown_record_by_record()
    {
        LeaveRecords("TERM", "hello", "world");

        var verified = Run(ExitCode.Done, "log", "verify", Data, "-o", "json");
        var dumped = Run(ExitCode.Done, "log", "dump", Data, "--records", "-o", "json");

        var directories = JsonDocument.Parse(verified.Output).RootElement.EnumerateArray().ToList();
        Assert.Equal(3, directories.Count);
        Assert.All(directories, directory => Assert.Equal(0, directory.GetProperty("defectCount").GetInt32()));
        var lines = dumped.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var records = lines
            .Where(line => line.GetProperty("file").GetString()!.StartsWith($"{Data}/logs/", StringComparison.Ordinal) && line.TryGetProperty("records", out _))
            .SelectMany(batch => batch.GetProperty("records").EnumerateArray());
        Assert.Equal(["hello", "world"], records.Select(record => record.GetProperty("value").GetString()));
        Assert.Contains(lines, line => line.GetProperty("kind").GetString() == "checkpoint");
    }

    [ToolFact("kcat")]
    public void Damage_is_told_as_ranges_and_dropped_only_when_that_is_said()
    {
        LeaveRecords("TERM", "hello", "world");
        var log = Flip(SegmentOf(Data), 70);

        var verified = Run(ExitCode.Failed, "log", "verify", Data);
        var planned = Run(ExitCode.Failed, "log", "repair", Data, "--dry-run");
        Assert.Matches(@"00000000000000000000\.log +0\.\.[0-9]+ +0\.\.", verified.Output);
        Assert.Contains("only --drop-damaged gives them up", planned.Output, StringComparison.Ordinal);
        Assert.Equal(log, File.ReadAllBytes(SegmentOf(Data)));

        Run(ExitCode.Failed, "log", "repair", Data);
        var repaired = Run(ExitCode.Done, "log", "repair", Data, "--drop-damaged");
        Assert.Matches("drop +.*00000000000000000000.log +0", repaired.Output);
        Run(ExitCode.Done, "log", "verify", Data);
    }

    [ToolFact("kcat")]
    public void A_repaired_directory_is_served_by_a_broker()
    {
        LeaveRecords("KILL", "hello", "world");
        using (var file = File.Open(SegmentOf(Data), FileMode.Append))
            file.Write(new byte[100]);

        var repaired = Run(ExitCode.Done, "log", "repair", Data);

        Assert.Matches("cut +.*00000000000000000000.log", repaired.Output);
        using var server = new ServerProcess(Data);
        Assert.Equal(["hello", "world"], Kcat.Consume(server.Address, "greetings"));
    }

    [Fact]
    public void A_directory_of_a_running_broker_is_refused()
    {
        using var server = new ServerProcess(Data);

        foreach (var command in new[] { "verify", "repair" })
        {
            var complaint = Run(ExitCode.NotStarted, "log", command, Data);
            Assert.Contains("in use by a running broker", complaint.Errors, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("There is no file or directory", "verify", "nowhere")]
    [InlineData("is no data directory", "verify", ".")]
    [InlineData("is no data directory", "repair", ".")]
    [InlineData("has not the name of a file in a log directory", "dump", "stranger")]
    public void What_is_not_ours_is_told(string expected, string command, string name)
    {
        File.WriteAllText(Path.Join(_folder.Path, "stranger"), "x");

        var complaint = Run(ExitCode.WrongUsage, "log", command, Path.Join(_folder.Path, name));

        Assert.Contains(expected, complaint.Errors, StringComparison.Ordinal);
    }

    private void LeaveRecords(string signal, params string[] lines)
    {
        using var server = new ServerProcess(Data);
        Kcat.Produce(server.Address, "greetings", lines);
        server.Signal(signal);
        server.Exit();
    }

    private static string SegmentOf(string data) => Directory.GetFiles(Path.Join(data, "logs"), "*.log", SearchOption.AllDirectories).Single();

    private static byte[] Flip(string path, int position)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[position] ^= 1;
        File.WriteAllBytes(path, bytes);
        return bytes;
    }

    private static ServerCommand Run(int code, params string[] arguments)
    {
        var run = ServerCommand.Run(arguments);
        Assert.True(code == run.ExitCode, $"{run.ExitCode} instead of {code}: {run.Output}{run.Errors}");
        return run;
    }
}
