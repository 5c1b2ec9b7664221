using ActorBroker.Log.Disk;
using ActorBroker.Log.Tests.Crashes;
using ActorBroker.Log.Tests.Support;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Compaction;

/// <summary>A compaction of a random log, on a disk that remembers each change.</summary>
internal sealed class CrashedCompaction
{
    private readonly MemoryDisk _disk = new(keepsHistory: true);
    private readonly SimulatedJournal _journal;
    private readonly RandomCompactionRun _run;
    private readonly Offset _logEnd;

    /// <param name="seed">Everything follows from it.</param>
    public CrashedCompaction(int seed)
    {
        _journal = new SimulatedJournal(_disk);
        _run = new RandomCompactionRun(seed, _disk, _journal);
        for (var round = 0; round < 40; round++)
            _run.Append(1);
        _run.CloseAll();
        _run.Compact();
        Checkpoint();
        for (var round = 0; round < 20; round++)
            _run.Append(1);
        if (seed % 3 > 0)
            _run.CloseAll();
        else
            _run.Fixture.Roll();
        Checkpoint();

        _logEnd = _run.Fixture.Log.State.LogEnd;
        FirstChange = _disk.ChangeCount;
        _run.Fixture.Now += TimeSpan.FromHours(seed % 5);
        _run.Compact();
        LastChange = _disk.ChangeCount;
    }

    /// <summary>How many changes the disk had seen when the compaction began.</summary>
    public int FirstChange { get; }

    /// <summary>How many when it had ended.</summary>
    public int LastChange { get; }

    /// <summary>The log as it starts again after a crash.</summary>
    public RandomCompactionRun Restart(int change, DiskCrash crash, Random random)
    {
        var (known, isClean) = _journal.At(change, LogFixture.Id, crash, random);
        var restarted = new RandomCompactionRun(_run, _disk.CrashedAt(change, crash, random), known, isClean);
        Assert.Equal(_logEnd, restarted.Fixture.Log.State.LogEnd);
        return restarted;
    }

    private void Checkpoint()
    {
        _run.Fixture.Logs.Flush(checkpoint: true);
        _journal.Checkpoint(_run.Fixture.Log.State);
        _run.Fixture.Log.MarkClean();
    }
}
