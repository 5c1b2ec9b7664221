using ActorBroker.Journal.Storage;
using ActorBroker.Journal.Tests.Support;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Model;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using static ActorBroker.Journal.Tests.Support.Requests;

namespace ActorBroker.Journal.Tests;

/// <summary>What becomes of requests when the disk, the directory or the configuration fails, and when the plugin stops.</summary>
public sealed class JournalFailureTests : IDisposable
{
    private readonly MemoryDisk _disk = new();
    private readonly DiskFaults _faults = new();
    private SimulatedNode? _node;

    public JournalFailureTests() => _disk.Fault = _faults.Check;

    public void Dispose() => _node?.Dispose();

    [Theory]
    [InlineData(DiskOperationKind.Write)]
    [InlineData(DiskOperationKind.Flush)]
    public void After_a_failed_call_every_request_gets_the_cause_and_one_failure_is_published(DiskOperationKind kind)
    {
        Ask(Write(1, 2));
        _faults.FailAll(kind, ".log", DiskFault.Failed);

        var first = Ask(Write(3, 3));
        _faults.Heal();
        var later = Ask(Write(3, 3), Replay(), Delete(1));

        Assert.Equal("WriteMessagesFailed failed=3", Told(first));
        Assert.Equal("WriteMessagesFailed failed=3 failed=LogDiskException DeleteMessagesFailure", Told(later));
        var failed = Assert.Single(_node!.Failures);
        Assert.Equal(("actorbroker.journal.local", SimulatedNode.JournalDirectory), (failed.Plugin, failed.Directory));
        Restart();
        Assert.StartsWith("1:a-1 2:a-2 ", Told(Ask(Replay())), StringComparison.Ordinal);
    }

    [Fact]
    public void A_disk_that_fails_before_the_first_byte_is_written_fails_the_write()
    {
        Ask(Replay());
        _faults.FailAll(DiskOperationKind.Exists, "/gaps", DiskFault.Failed);

        var heard = Ask(Write(1, 1));
        _faults.Heal();

        Assert.Equal("WriteMessagesFailed failed=1", Told(heard));
        Assert.Equal("WriteMessagesFailed failed=2", Told(Ask(Write(2, 2))));
        Restart();
        Assert.Equal("highest=0", Told(Ask(Replay())));
    }

    [Fact]
    public void A_full_disk_fails_the_write_and_a_restart_with_room_goes_on()
    {
        Ask(Write(1, 2));
        _faults.FailAll(DiskOperationKind.Write, ".log", DiskFault.ShortWrite);
        Assert.Equal("WriteMessagesFailed failed=3", Told(Ask(Write(3, 3))));

        _faults.Heal();
        Restart();

        Assert.Equal("WriteMessagesSuccessful written=3", Told(Ask(Write(3, 3))));
        Assert.Equal("1:a-1 2:a-2 3:a-3 highest=3", Told(Ask(Replay())));
    }

    [Fact]
    public void A_directory_that_cannot_be_opened_fails_every_request_with_the_reason()
    {
        using var held = Held();

        var heard = Ask(Write(1, 1), Replay());

        Assert.Equal(LogDiskError.Locked, Assert.IsType<LogDiskException>(heard.OfType<WriteMessagesFailed>().Single().Cause).Error);
        Assert.EndsWith("failed=LogDiskException", Told(heard), StringComparison.Ordinal);
    }

    [Fact]
    public void The_directory_of_another_owner_is_refused()
    {
        Ask(Write(1, 1));
        Restart("actorbroker.journal.local.owner = somebody");

        var heard = Ask(Replay());

        Assert.Equal("failed=DirectoryMismatchException", Told(heard));
    }

    [Theory]
    [InlineData("segment-bytes = 1 KiB", "segment-bytes is 1024; expected 4096 to 1073741824 bytes.")]
    [InlineData("recovery-cache-idle = 0s", "recovery-cache-idle is 00:00:00; expected more than zero.")]
    [InlineData("compaction-ratio = 2", "compaction-ratio is 2; expected 0.05 to 1.")]
    [InlineData("directory = \"\"", "directory is missing; put LocalJournalConfig.Default below the configuration.")]
    public void A_wrong_configuration_is_told_by_its_key(string setting, string message)
    {
        Restart($"actorbroker.journal.local.{setting}");

        var heard = Ask(Write(1, 1));

        Assert.Equal(message, Assert.IsType<ConfigurationException>(heard.OfType<WriteMessagesFailed>().Single().Cause).Message);
    }

    [Fact]
    public void A_record_of_a_kind_that_a_newer_build_wrote_is_not_passed_over()
    {
        Ask(Write(1, 1));
        _node!.Stop();
        AppendRecord("z"u8);
        _node = NewNode("");

        Assert.Equal("failed=UnknownRecordException", Told(Ask(Replay())));
    }

    [Fact]
    public void A_stop_with_writes_under_way_frees_the_directory_for_the_next_start()
    {
        Ask(Write(1, 1));
        var answers = new List<object>();
        _node!.Journal.Tell(Write(2, 2)(_node.Listen(answers.Add)));
        _node.Run.Step();
        _node.Run.Step();

        Restart();

        var replayed = Told(Ask(Replay()));
        Assert.Contains(replayed, (string[])["1:a-1 highest=1", "1:a-1 2:a-2 highest=2"]);
        Assert.Empty(_node!.Failures);
    }

    [Fact]
    public void A_plugin_that_is_stopped_at_any_moment_leaves_no_lock()
    {
        for (var steps = 0; steps < 60; steps++)
        {
            using (var node = NewNode(""))
            {
                node.Journal.Tell(Write(steps + 1, steps + 1)(node.System.DeadLetters));
                for (var step = 0; step < steps; step++)
                    node.Run.Step();
            }

            _disk.Lock($"{SimulatedNode.JournalDirectory}/.lock").Dispose();
        }
    }

    [Fact]
    public void After_a_clean_stop_the_next_start_finds_the_directory_clean()
    {
        Ask(Write(1, 5));
        _node!.Stop();
        _node = null;

        using var directory = LogDirectory.Open(_disk, SimulatedNode.JournalDirectory, Options());

        Assert.True(directory.WasClean);
    }

    private List<object> Ask(params Func<IActorRef, object>[] requests)
    {
        _node ??= NewNode("");
        return _node.Ask(_node.Journal, requests);
    }

    private void Restart(string hocon = "")
    {
        _node?.Stop();
        _node = NewNode(hocon);
    }

    private SimulatedNode NewNode(string hocon) => new(9, _disk, hocon);

    private LogDirectory Held()
    {
        _disk.CreateDirectory("/node");
        return LogDirectory.Open(_disk, SimulatedNode.JournalDirectory, Options());
    }

    private static LogDirectoryOptions Options() =>
        new() { ClusterId = "simulated", Broker = new BrokerId(0), NewDirectoryId = () => new Guid(1, 2, 3, new byte[8]) };

    private void AppendRecord(ReadOnlySpan<byte> key)
    {
        using var directory = LogDirectory.Open(_disk, SimulatedNode.JournalDirectory, Options());
        var log = directory.OpenLog(directory.Replicas.Single(), () => new()).Log;
        var stage = new BatchStage(1024);
        stage.BeginUnit(10);
        stage.Add(1, key, "value"u8);
        log.AppendAsLeader(stage.ToChunks(), new LeaderEpoch(0));
        stage.Clear();
    }
}
