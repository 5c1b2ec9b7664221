using ActorBroker.Log.Disk;
using ActorBroker.Log.Tests.Properties;
using ActorBroker.Log.Tests.Support;

namespace ActorBroker.Log.Tests.Crashes;

/// <summary>A random history of one log on a disk that remembers each change, with what was promised after each step.</summary>
internal sealed class CrashTrace
{
    private readonly List<Promise> _promises = [];
    private readonly MemoryDisk _disk;
    private readonly SimulatedJournal _journal;
    private readonly RandomLogRun _run;

    /// <param name="seed">Everything follows from it.</param>
    /// <param name="steps">How many steps.</param>
    /// <param name="spoil">Puts a mistake between the log and the disk; null for none.</param>
    public CrashTrace(int seed, int steps, Func<ILogDisk, ILogDisk>? spoil = null)
    {
        _disk = new MemoryDisk(keepsHistory: true);
        _journal = new SimulatedJournal(_disk);
        _run = new RandomLogRun(seed, restarts: false, spoil?.Invoke(_disk) ?? _disk, _journal) { Checkpointed = _journal.Checkpoint };
        _disk.FlushDirectory("/");
        AddPromise("start");
        for (var step = 0; step < steps; step++)
            AddPromise(_run.Step());
    }

    /// <summary>How many changes the disk saw: a crash may come after each of them.</summary>
    public int ChangeCount => _disk.ChangeCount;

    /// <summary>Where the history of the log begins.</summary>
    public int FirstChange => _promises[0].Change;

    /// <summary>What the last finished step promised, and the step that was under way, when the crash came after this change.</summary>
    public (Promise Before, Promise After) PromisesAt(int change)
    {
        var low = 0;
        var high = _promises.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_promises[middle].Change <= change)
                low = middle + 1;
            else
                high = middle;
        }

        return (_promises[low - 1], _promises[Math.Min(low, _promises.Count - 1)]);
    }

    /// <summary>The log as it starts again after a crash.</summary>
    /// <param name="change">After which change the crash came.</param>
    /// <param name="crash">What kind.</param>
    /// <param name="random">Decides what a power loss takes.</param>
    /// <param name="trustsClean">True to believe, as a mistake would, that the log is clean whatever the journal says.</param>
    /// <param name="spoil">Puts a mistake between the restarted log and its disk; null for none.</param>
    public RestartedLog Restart(int change, DiskCrash crash, Random random, bool trustsClean = false, Func<ILogDisk, ILogDisk>? spoil = null)
    {
        var (known, isClean) = _journal.At(change, LogFixture.Id, crash, random, trustsClean);
        return new RestartedLog(_disk.CrashedAt(change, crash, random), known, isClean, _run.Fixture.Options, spoil);
    }

    /// <summary>What a start after this crash knows of the log, as text for a failure's message.</summary>
    public string KnownAt(int change, DiskCrash crash, int seed) =>
        _journal.At(change, LogFixture.Id, crash, new Random(HashCode.Combine(seed, change))).ToString();

    private void AddPromise(string step)
    {
        var log = _run.Fixture.Log;
        _promises.Add(new Promise(_disk.ChangeCount, step, _run.Expected, log.DurableOffset.Value));
    }
}
