using ActorBroker.Log.Disk;
using ActorBroker.Simulation.Tests.Faults;
using ActorBroker.Simulation.Tests.Mistakes;
using ActorBroker.Simulation.Tests.Worlds;
using Serilog;

namespace ActorBroker.Simulation.Tests.Brokers;

/// <summary>The machine that the broker runs on: its disk, which outlives the broker's processes, and somebody who starts them again.</summary>
internal sealed class Machine : ISimulatedProcess
{
    private static readonly TimeSpan DrainTimeMax = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan RestartTimeMax = TimeSpan.FromSeconds(1);

    private readonly World _world;
    private readonly BrokerSettings _settings;
    private readonly IMistake _mistake;
    private readonly ILogger _logger;
    private MemoryDisk _disk = new();
    private DiskCrash? _crash;
    private Task? _ending;
    private bool _isExiting;
    private int _slowness = 1;

    public Machine(World world, BrokerSettings settings, IMistake mistake, ILogger logger)
    {
        _world = world;
        _settings = settings;
        _mistake = mistake;
        _logger = logger;
        Troubles = new DiskTroubles(world);
        Fit(_disk);
    }

    /// <summary>Told of each crash, before anybody else can see its consequences.</summary>
    public event Action<DiskCrash>? Crashed;

    /// <summary>The broker that runs; null while none does.</summary>
    public BrokerProcess? Process { get; private set; }

    /// <summary>How many brokers were started.</summary>
    public int Lives { get; private set; }

    public DiskTroubles Troubles { get; }

    public bool IsIdle => Process is null || Process.IsIdle;

    public void Step(TimeSpan now)
    {
        Process!.Step(now);
        Look();
    }

    public TimeSpan PassTime(TimeSpan until)
    {
        if (Process is not { } process)
            return until;
        var woke = process.PassTime(until);
        Look();
        return woke;
    }

    /// <summary>Starts the broker, unless it runs. A machine whose file system failed is started anew before.</summary>
    public void Start()
    {
        if (Process is not null)
            return;
        if (Troubles.HasFailedFileSystem)
            Crash(DiskCrash.PowerLoss);
        Lives++;
        (_crash, _ending, _isExiting) = (null, null, false);
        _world.Note("machine", $"starts the broker for the {Lives}. time");
        Process = new BrokerProcess(_world, _settings, _mistake.Spoil(_disk), _logger);
        Process.Disks.Slowness = _slowness;
    }

    /// <summary>Starts the broker again after a while.</summary>
    public void StartSoon() => _world.After(_world.Some(RestartTimeMax), Start);

    /// <summary>Loses power, or has the process killed, between two of its steps.</summary>
    public void Crash(DiskCrash crash)
    {
        BeginCrash(crash);
        Look();
    }

    /// <summary>The same in the middle of a step: at one of the next calls to the disk.</summary>
    public void CrashAtCall(int callsBefore, DiskCrash crash) => Troubles.AtCall(callsBefore, () => BeginCrash(crash));

    /// <summary>Has an operator stop the broker.</summary>
    public void Stop()
    {
        if (Process is not { IsStopping: false, HasEnded: false } process)
            return;
        _world.Note("machine", "stops the broker");
        process.BeginStop(_world.Some(DrainTimeMax));
    }

    /// <summary>Has disk work take so many times longer than usual, now and in later lives.</summary>
    public void SetSlowness(int slowness)
    {
        _slowness = slowness;
        if (Process is { } process)
            process.Disks.Slowness = slowness;
    }

    /// <summary>Starts the broker anew if its disk had failed: partitions whose disk fails wait for that.</summary>
    public void Repair(DiskCrash crash)
    {
        if (!Troubles.HasFailed)
            return;
        Troubles.Forget();
        if (Process is not null)
            Crash(crash);
    }

    /// <summary>Lets go of everything, at the end of a run.</summary>
    public void Leave()
    {
        Process?.Dispose();
        Process = null;
    }

    private void BeginCrash(DiskCrash crash)
    {
        if (_crash is not null)
            return;
        _world.Note("machine", Process is null ? $"{crash} while the broker is down" : $"{crash}");
        _crash = crash;
        Process?.Freeze();
        _disk = _disk.Crash(crash, new Random(_world.Random.Next()));
        if (crash == DiskCrash.PowerLoss)
            Troubles.HasFailedFileSystem = false;
        Fit(_disk);
        Crashed?.Invoke(crash);
        if (Process is null)
            _crash = null;
    }

    /// <summary>Sees what became of the process.</summary>
    private void Look()
    {
        if (Process is not { } process)
            return;

        if (_crash is not null)
            Drop();
        else if (process.HasEnded && process.IsStopping && process.Failure is null)
            End(process);
        else if (process.HasEnded && !_isExiting)
        {
            _isExiting = true;
            _world.Note("machine", $"the broker ended by itself: {process.Failure?.Message}");
            _world.After(_world.Some(DrainTimeMax), () =>
            {
                if (Process == process)
                    Crash(DiskCrash.ProcessKill);
            });
        }
    }

    private void End(BrokerProcess process)
    {
        _ending ??= process.EndAsync();
        if (!_ending.IsCompleted)
            return;
        _world.Note("machine", "the broker has stopped");
        Drop();
    }

    private void Drop()
    {
        var process = Process!;
        Process = null;
        _crash = null;
        process.Dispose();
        StartSoon();
    }

    private void Fit(MemoryDisk disk) => disk.Fault = Troubles.Check;
}
