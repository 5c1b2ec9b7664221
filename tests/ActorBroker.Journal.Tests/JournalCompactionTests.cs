using ActorBroker.Journal.Tests.Support;
using ActorBroker.Log.Disk;
using Akka.Actor;
using Akka.Persistence;
using static ActorBroker.Journal.Tests.Support.Requests;

namespace ActorBroker.Journal.Tests;

/// <summary>The logs stay about as large as what counts in them.</summary>
public sealed class JournalCompactionTests : IDisposable
{
    private const int SegmentBytes = 16 * 1024;

    private const string Hocon = """
        actorbroker.journal.local { segment-bytes = 16 KiB, batch-bytes = 1 KiB, recovery-cache-bytes = 0 }
        actorbroker.snapshot-store.local { segment-bytes = 16 KiB, batch-bytes = 1 KiB, recovery-cache-bytes = 0 }
        """;

    private readonly MemoryDisk _disk = new();
    private readonly string _text = new('x', 500);
    private SimulatedNode _node;

    public JournalCompactionTests() => _node = NewNode();

    public void Dispose() => _node.Dispose();

    [Fact]
    public void The_journal_shrinks_when_its_actors_delete_and_keeps_what_does_not()
    {
        _node.Ask(_node.Journal, WriteAll(1, "idle", _text));
        for (var number = 1; number <= 1_000; number++)
        {
            _node.Ask(_node.Journal, WriteAll(number, Id, _text));
            if (number % 10 == 0)
                _node.Ask(_node.Journal, Delete(number - 1));
        }

        Assert.InRange(_disk.BytesBelow(SimulatedNode.JournalDirectory, ".log"), SegmentBytes / 2, 6 * SegmentBytes);
        Restart();
        Assert.Equal($"1:{_text} highest=1", Told(_node.Ask(_node.Journal, Replay(id: "idle"))));
        Assert.Equal($"1000:{_text} highest=1000", Told(_node.Ask(_node.Journal, Replay())));
    }

    [Fact]
    public void The_snapshot_store_shrinks_when_old_snapshots_are_deleted()
    {
        for (var number = 1; number <= 500; number++)
        {
            _node.Ask(_node.Snapshots, Save(number, _text));
            _node.Ask(_node.Snapshots, _ => new DeleteSnapshots(Id, new SnapshotSelectionCriteria(number - 1)));
        }

        Assert.InRange(_disk.BytesBelow(SimulatedNode.SnapshotDirectory, ".log"), 500, 6 * SegmentBytes);
        Restart();
        var loaded = Assert.IsType<LoadSnapshotResult>(_node.Ask(_node.Snapshots, Load(SnapshotSelectionCriteria.Latest))[0]);
        Assert.Equal((500, _text), (loaded.Snapshot!.Metadata.SequenceNr, loaded.Snapshot.Snapshot));
    }

    [Fact]
    public void Replays_go_on_while_segments_are_replaced()
    {
        var heard = new List<object>();
        var listener = _node.Listen(heard.Add);
        for (var number = 1; number <= 400; number++)
        {
            _node.Journal.Tell(WriteAll(number, "busy", _text)(_node.System.DeadLetters));
            _node.Journal.Tell(Delete(number - 5, "busy")(_node.System.DeadLetters));
            _node.Journal.Tell(Write(number, number)(_node.System.DeadLetters));
            _node.Journal.Tell(Replay(Math.Max(1, number - 20), number)(listener), listener);
            for (var rest = number % 17; rest > 0; rest--)
                _node.Run.Step();
        }

        _node.Settle();
        Assert.Empty(heard.OfType<ReplayMessagesFailure>());
        Assert.Equal(400, heard.OfType<RecoverySuccess>().Count());
        Assert.Equal(Enumerable.Range(1, 400).Sum(number => Math.Min(number, 21)), heard.OfType<ReplayedMessage>().Count());
    }

    [Fact]
    public void A_checkpoint_for_each_segment_keeps_the_start_after_a_crash_short()
    {
        for (var number = 1; number <= 100; number++)
            _node.Ask(_node.Journal, WriteAll(number, Id, _text));

        Assert.True(_disk.FileExists($"{SimulatedNode.JournalDirectory}/sequence-numbers"));
        var crashed = _disk.Crash(DiskCrash.PowerLoss, new Random(1));
        _node.Abandon();
        _node = new SimulatedNode(8, crashed, Hocon);
        Assert.EndsWith("highest=100", Told(_node.Ask(_node.Journal, Replay())), StringComparison.Ordinal);
    }

    private SimulatedNode NewNode() => new(7, _disk, Hocon);

    private void Restart()
    {
        _node.Stop();
        _node = NewNode();
    }
}
