using ActorBroker.Journal.Tests.Support;
using ActorBroker.Log.Disk;
using Akka.Persistence;
using static ActorBroker.Journal.Tests.Support.Requests;

namespace ActorBroker.Journal.Tests;

/// <summary>What recoveries cost: 2,000 actors with three events each, written in turn, replayed in a random order.</summary>
public sealed class JournalRecoveryTests : IDisposable
{
    private const int Actors = 2_000;

    private readonly MemoryDisk _disk = new();
    private readonly DiskFaults _calls = new();
    private SimulatedNode _node;

    public JournalRecoveryTests()
    {
        _disk.Fault = _calls.Check;
        _node = NewNode("64 MiB");
        for (var round = 1; round <= 3; round++)
            _node.Ask(_node.Journal, [.. Enumerable.Range(0, Actors).Select(actor => Write(round, round, $"actor-{actor}"))]);
        _node.Stop();
    }

    public void Dispose() => _node.Dispose();

    [Fact]
    public void The_start_and_all_recoveries_are_one_read_of_the_log()
    {
        var before = ReadBytes();
        _node = NewNode("64 MiB");

        var complete = Enumerable.Range(0, 20).Sum(part => ReplayPart(part, 20));

        Assert.Equal(Actors, complete);
        Assert.InRange(ReadBytes() - before, LogBytes(), LogBytes() * 1.2);
    }

    [Fact]
    public void Without_memory_for_it_all_replays_at_once_are_one_more_read()
    {
        var before = ReadBytes();
        _node = NewNode("0");

        var complete = ReplayPart(0, 1);

        Assert.Equal(Actors, complete);
        Assert.InRange(ReadBytes() - before, 2 * LogBytes(), 2 * LogBytes() * 1.25);
    }

    [Fact]
    public void The_memory_is_given_back_when_nothing_was_replayed_for_a_while()
    {
        _node = NewNode("64 MiB");
        ReplayPart(0, 1);
        var before = ReadBytes();

        ReplayPart(0, 20);
        var whileFresh = ReadBytes() - before;
        _node.Run.Advance(TimeSpan.FromMinutes(2));
        ReplayPart(0, 20);

        Assert.Equal(0, whileFresh);
        Assert.InRange(ReadBytes() - before, LogBytes() / 20, LogBytes() * 1.25);
    }

    /// <summary>Replays every so many actors at once, in a random order; gives how many got their three events.</summary>
    private int ReplayPart(int part, int parts)
    {
        var actors = Enumerable.Range(0, Actors).Where(actor => actor % parts == part).ToArray();
        new Random(part).Shuffle(actors);
        var complete = 0;
        foreach (var actor in actors)
        {
            var heard = new List<object>();
            var listener = _node.Listen(message =>
            {
                heard.Add(message);
                if (message is RecoverySuccess && Told(heard) == "1:a-1 2:a-2 3:a-3 highest=3")
                    complete++;
            });
            _node.Journal.Tell(Replay(id: $"actor-{actor}")(listener), listener);
        }

        _node.Settle();
        return complete;
    }

    private double ReadBytes() =>
        _calls.Calls.Where(call => call.Kind == DiskOperationKind.Read && call.Path.EndsWith(".log", StringComparison.Ordinal)).Sum(call => call.Bytes);

    private double LogBytes() => _disk.BytesBelow(SimulatedNode.JournalDirectory, ".log");

    private SimulatedNode NewNode(string cacheBytes) => new(5, _disk, $"actorbroker.journal.local.recovery-cache-bytes = {cacheBytes}");
}
