using ActorBroker.Journal.Tests.Support;
using ActorBroker.Log.Disk;
using Akka.Persistence;
using static ActorBroker.Journal.Tests.Support.Requests;

namespace ActorBroker.Journal.Tests;

/// <summary>The promises of the official plugin test kit for deletions, and that restarts keep them.</summary>
public sealed class JournalDeletionTests : IDisposable
{
    private readonly MemoryDisk _disk = new();
    private SimulatedNode _node;

    public JournalDeletionTests()
    {
        _node = NewNode();
        _node.Ask(_node.Journal, Write(1, 5));
    }

    public void Dispose() => _node.Dispose();

    [Fact]
    public void Deleted_events_are_not_replayed_and_the_request_is_published()
    {
        var published = _node.Gather<DeleteMessagesTo>();

        var heard = _node.Ask(_node.Journal, Delete(3));

        Assert.Equal(3, Assert.IsType<DeleteMessagesSuccess>(Assert.Single(heard)).ToSequenceNr);
        Assert.Equal((Id, 3), (Assert.Single(published).PersistenceId, published[0].ToSequenceNr));
        Assert.Equal("4:a-4 5:a-5 highest=5", Told(_node.Ask(_node.Journal, Replay())));
    }

    [Fact]
    public void The_highest_number_survives_when_all_events_are_deleted()
    {
        var heard = _node.Ask(_node.Journal, Delete(long.MaxValue));

        Assert.Equal(long.MaxValue, Assert.IsType<DeleteMessagesSuccess>(Assert.Single(heard)).ToSequenceNr);
        Assert.Equal("highest=5", Told(_node.Ask(_node.Journal, Replay(0))));
    }

    [Theory]
    [InlineData(3, "4:a-4 5:a-5 highest=5")]
    [InlineData(5, "highest=5")]
    [InlineData(long.MaxValue, "highest=5")]
    public void Deletions_survive_restarts(long to, string expected)
    {
        _node.Ask(_node.Journal, Delete(to));

        Restart();
        Restart();

        Assert.Equal(expected, Told(_node.Ask(_node.Journal, Replay())));
    }

    [Fact]
    public void An_acknowledged_deletion_survives_a_power_loss()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var to = 1 + (seed % 5);
            Assert.IsType<DeleteMessagesSuccess>(Assert.Single(_node.Ask(_node.Journal, Delete(to))));
            var crashed = _disk.CrashedAt(_disk.ChangeCount, DiskCrash.PowerLoss, new Random(seed));
            _node.Stop();

            using (var restarted = new SimulatedNode(2, crashed))
            {
                var replayed = restarted.Ask(restarted.Journal, Replay()).OfType<ReplayedMessage>().Select(message => message.Persistent.SequenceNr);
                Assert.All(replayed, number => Assert.InRange(number, to + 1, 5));
            }

            _node = NewNode();
        }
    }

    [Fact]
    public void Writing_goes_on_behind_deleted_events_also_after_a_restart()
    {
        _node.Ask(_node.Journal, Delete(5), Write(6, 7), Delete(6), Delete(2));

        Restart();
        _node.Ask(_node.Journal, Write(8, 8));

        Assert.Equal("7:a-7 8:a-8 highest=8", Told(_node.Ask(_node.Journal, Replay())));
    }

    [Fact]
    public void Deleting_what_is_not_there_succeeds_and_writes_nothing()
    {
        _node.Ask(_node.Journal, Delete(3));
        var changes = _disk.ChangeCount;

        var heard = _node.Ask(_node.Journal, Delete(2), Delete(3), Delete(9, "nobody"), Delete(0));

        Assert.All(heard, answer => Assert.IsType<DeleteMessagesSuccess>(answer));
        Assert.Equal(4, heard.Count);
        Assert.Equal(changes, _disk.ChangeCount);
    }

    [Fact]
    public void A_deletion_of_one_actor_leaves_the_others_alone()
    {
        _node.Ask(_node.Journal, Write(1, 3, "other"));

        _node.Ask(_node.Journal, Delete(5));
        Restart();

        Assert.Equal("1:a-1 2:a-2 3:a-3 highest=3", Told(_node.Ask(_node.Journal, Replay(id: "other"))));
    }

    private SimulatedNode NewNode() => new(2, _disk, "akka.persistence.publish-plugin-commands = on");

    private void Restart()
    {
        _node.Stop();
        _node = NewNode();
    }
}
