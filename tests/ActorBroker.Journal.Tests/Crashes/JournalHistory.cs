using ActorBroker.Journal.Tests.Support;
using ActorBroker.Log.Disk;
using Akka.Actor;

namespace ActorBroker.Journal.Tests.Crashes;

/// <summary>A random history of some diaries, on one node and one disk.</summary>
internal sealed class JournalHistory
{
    private const int Diaries = 4;

    /// <summary>Small, so that segments roll and are compacted within a short history.</summary>
    private const string Hocon = """
        actorbroker.journal.local { segment-bytes = 4 KiB, batch-bytes = 1 KiB, recovery-cache-bytes = 4 KiB, compaction-ratio = 0.05 }
        actorbroker.snapshot-store.local { segment-bytes = 4 KiB, batch-bytes = 1 KiB, recovery-cache-bytes = 0, compaction-ratio = 0.05 }
        """;

    private readonly MemoryDisk _disk;

    /// <param name="seed">Everything follows from it.</param>
    /// <param name="disk">The disk.</param>
    /// <param name="spoil">Puts a mistake between the plugins and the disk; null for none.</param>
    public JournalHistory(int seed, MemoryDisk disk, Func<ILogDisk, ILogDisk>? spoil = null)
    {
        _disk = disk;
        Node = new SimulatedNode(seed, spoil?.Invoke(disk) ?? disk, Hocon);
        Notes = [.. Enumerable.Range(0, Diaries).Select(_ => new DiaryNotes(() => disk.ChangeCount))];
    }

    public SimulatedNode Node { get; }

    /// <summary>Of each diary.</summary>
    public DiaryNotes[] Notes { get; }

    /// <summary>Starts the diaries on a node; they are recovered when this returns.</summary>
    public static IActorRef[] Start(SimulatedNode node, DiaryNotes[] notes)
    {
        IActorRef[] diaries = [.. notes.Select((note, number) => node.Start(() => new Diary($"diary-{number}", note)))];
        node.Settle();
        return diaries;
    }

    /// <summary>A node on the disk that a crash left.</summary>
    public static SimulatedNode Restarted(int seed, MemoryDisk disk) => new(seed, disk, Hocon);

    /// <summary>Lives through a number of commands; some come while others are still under way.</summary>
    /// <param name="steps">How many commands.</param>
    /// <param name="random">Chooses.</param>
    /// <param name="paddingBytes">Makes each event so much longer.</param>
    public void Live(int steps, Random random, int paddingBytes = 0)
    {
        var diaries = Start(Node, Notes);
        var padding = new string('.', paddingBytes);
        for (var step = 0; step < steps; step++)
        {
            var number = random.Next(Diaries);
            object command = random.Next(6) == 0
                ? Diary.Tidy.Instance
                : new Diary.Write([.. Enumerable.Range(0, random.Next(1, 5)).Select(part => $"{number}-{step}-{part}{padding}")]);
            diaries[number].Tell(command, ActorRefs.NoSender);
            for (var rest = random.Next(30); rest > 0; rest--)
                Node.Run.Step();
        }

        Node.Settle();
    }

    /// <summary>The disk as a crash after a change leaves it.</summary>
    public MemoryDisk CrashedAt(int change, DiskCrash crash, Random random) => _disk.CrashedAt(change, crash, random);
}
