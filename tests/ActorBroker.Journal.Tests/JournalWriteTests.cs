using ActorBroker.Journal.Tests.Support;
using ActorBroker.Log.Disk;
using Akka.Actor;
using Akka.Persistence;
using Akka.Persistence.Journal;
using static ActorBroker.Journal.Tests.Support.Requests;

namespace ActorBroker.Journal.Tests;

/// <summary>What a write keeps, what is rejected, and how writes share appends and flushes.</summary>
public sealed class JournalWriteTests : IDisposable
{
    private readonly MemoryDisk _disk = new();
    private readonly DiskFaults _calls = new();
    private SimulatedNode _node;

    public JournalWriteTests()
    {
        _disk.Fault = _calls.Check;
        _node = NewNode();
        _node.Ask(_node.Journal, Write(1, 1));
    }

    public void Dispose() => _node.Dispose();

    [Fact]
    public void An_event_comes_back_as_it_was_written_also_after_a_restart()
    {
        var someone = _node.Listen(_ => { });
        var event6 = new Persistent(new Fussy("x", someone), 2, Id, "", false, someone, Writer);

        var heard = _node.Ask(_node.Journal, WriteEach(new AtomicWrite(event6)));
        Restart();
        var replayed = Assert.IsType<ReplayedMessage>(_node.Ask(_node.Journal, Replay(2))[0]).Persistent;

        Assert.Equal(Writer, Assert.IsType<WriteMessageSuccess>(heard[1]).Persistent.WriterGuid);
        Assert.Equal((Writer, Id, 2L, false), (replayed.WriterGuid, replayed.PersistenceId, replayed.SequenceNr, replayed.IsDeleted));
        Assert.Equal("x", Assert.IsType<Fussy>(replayed.Payload).Text);
        Assert.Equal(someone.Path, ((Fussy)replayed.Payload).Who!.Path);
        Assert.True(replayed.Sender is null || replayed.Sender.Equals(_node.System.DeadLetters));
        Assert.True(replayed.Timestamp > 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a guid")]
    [InlineData("0F8FAD5B-D9CB-469F-A165-70867728950E")]
    public void A_writer_of_any_form_comes_back(string writer)
    {
        _node.Ask(_node.Journal, WriteEach(new AtomicWrite(new Persistent("b", 2, Id, writerGuid: writer))));

        var replayed = Assert.IsType<ReplayedMessage>(_node.Ask(_node.Journal, Replay(2))[0]).Persistent;

        Assert.Equal(writer, replayed.WriterGuid);
    }

    [Fact]
    public void What_cannot_be_serialized_is_rejected_alone_with_what_is_atomic_with_it()
    {
        var heard = _node.Ask(_node.Journal, WriteEach(
            Atomic(Id, 2, "b"), Atomic(Id, 3, "c", new Fussy(Fussy.NeverWritten)), Atomic(Id, 5, new Version(1, 0)), Atomic(Id, 6, "f")));

        Assert.Equal("WriteMessagesSuccessful written=2 rejected=3 rejected=4 rejected=5 written=6", Told(heard));
        Restart();
        Assert.Equal("1:a-1 2:b 6:f highest=6", Told(_node.Ask(_node.Journal, Replay())));
    }

    [Fact]
    public void A_write_that_is_too_large_is_rejected_and_one_that_is_not_is_kept()
    {
        var heard = _node.Ask(_node.Journal, WriteAll(2, Id, new byte[70_000], new byte[70_000]), WriteAll(2, Id, new byte[90_000]));

        Assert.IsType<OversizedWriteException>(heard.OfType<WriteMessageRejected>().First().Cause);
        Assert.Single(heard.OfType<WriteMessageSuccess>());
        var replayed = Assert.IsType<ReplayedMessage>(_node.Ask(_node.Journal, Replay(2))[0]).Persistent;
        Assert.Equal(90_000, Assert.IsType<byte[]>(replayed.Payload).Length);
    }

    [Fact]
    public void Numbers_that_do_not_rise_fail_the_write_and_nothing_of_it_is_kept()
    {
        var heard = _node.Ask(_node.Journal, WriteEach(Atomic(Id, 2, "b"), Atomic(Id, 2, "c")), Write(1, 1));

        Assert.Equal("WriteMessagesFailed failed=2 failed=2 WriteMessagesFailed failed=1", Told(heard));
        Assert.IsType<StaleSequenceNumberException>(heard.OfType<WriteMessageFailure>().First().Cause);
        Assert.Equal("1:a-1 highest=1", Told(_node.Ask(_node.Journal, Replay())));
    }

    [Fact]
    public void Writes_that_come_together_take_one_append_and_one_flush()
    {
        var before = (Count(DiskOperationKind.Write), Count(DiskOperationKind.Flush));

        var heard = _node.Ask(_node.Journal, [.. Enumerable.Range(0, 64).Select(actor => Write(1, 1, $"many-{actor}"))]);

        Assert.Equal(64, heard.OfType<WriteMessageSuccess>().Count());
        Assert.Equal((before.Item1 + 1, before.Item2 + 1), (Count(DiskOperationKind.Write), Count(DiskOperationKind.Flush)));
    }

    [Fact]
    public void Writes_that_come_while_a_flush_is_under_way_share_the_next_one()
    {
        var answers = new List<object>();
        var listener = _node.Listen(answers.Add);
        var before = Count(DiskOperationKind.Flush);

        for (var actor = 0; actor < 200; actor++)
        {
            _node.Journal.Tell(Write(1, 1, $"slow-{actor}")(listener));
            _node.Run.Step();
        }

        _node.Settle();
        Assert.Equal(200, answers.OfType<WriteMessageSuccess>().Count());
        Assert.InRange(Count(DiskOperationKind.Flush) - before, 1, 150);
    }

    [Fact]
    public void A_tagged_event_is_kept_without_its_tags()
    {
        _node.Ask(_node.Journal, WriteAll(2, Id, new Tagged("b", ["red"])));

        Assert.Equal("2:b highest=2", Told(_node.Ask(_node.Journal, Replay(2))));
    }

    private int Count(DiskOperationKind kind) => _calls.Sites.Where(site => site.Site == new DiskCallSite(kind, "*.log")).Sum(site => site.Count);

    private SimulatedNode NewNode() => new(3, _disk, "actorbroker.journal.local.write-bytes-max = 100 KiB");

    private void Restart()
    {
        _node.Stop();
        _node = NewNode();
    }
}
