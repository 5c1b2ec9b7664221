using ActorBroker.Log.Disk;
using ActorBroker.Simulation.Tests.Brokers;
using ActorBroker.Simulation.Tests.Clients;
using ActorBroker.Simulation.Tests.Worlds;

namespace ActorBroker.Simulation.Tests.Faults;

/// <summary>What goes wrong in a run, and when, as the seed says.</summary>
internal sealed class FaultPlan(World world, Machine machine, IReadOnlyList<Client> clients)
{
    private const int CountMax = 7;
    private const int CallsBeforeCrashMax = 60;
    private const int SlownessMax = 200;
    private const double FailingShareMax = 0.2;

    private static readonly TimeSpan DisorderMax = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ClockStepMax = TimeSpan.FromMinutes(20);

    private readonly List<string> _planned = [];
    private bool _isOver;

    /// <summary>The kinds of faults that were planned, in their order.</summary>
    public IReadOnlyList<string> Planned => _planned;

    /// <summary>Spreads faults over the time to come.</summary>
    public void Spread(TimeSpan duration)
    {
        for (var left = world.Random.Next(CountMax + 1); left > 0; left--)
        {
            var (name, begin) = Choose();
            _planned.Add(name);
            world.After(world.Some(duration), () =>
            {
                if (!_isOver)
                    begin();
            });
        }
    }

    /// <summary>No more faults; what is broken is put right.</summary>
    public void End()
    {
        _isOver = true;
        machine.Troubles.Heal();
        machine.SetSlowness(1);
        world.ClockStep = TimeSpan.Zero;
    }

    private (string Name, Action Begin) Choose() => world.Random.Next(12) switch
    {
        0 or 1 => ("crash", () => machine.Crash(AnyCrash())),
        2 or 3 or 4 => ("crash in the midst of disk calls", () => machine.CrashAtCall(world.Random.Next(CallsBeforeCrashMax), AnyCrash())),
        5 => ("stop", machine.Stop),
        6 => ("failing disk", () => BreakDisk(troubles => troubles.FailSome(FailingShareMax * world.Random.NextDouble()))),
        7 => ("full disk", () => BreakDisk(troubles => troubles.Fill())),
        8 => ("slow disk", SlowDown),
        9 => ("lost connection", Disconnect),
        10 => ("pause", Pause),
        _ => ("clock step", StepClock),
    };

    private DiskCrash AnyCrash() => world.Random.Next(3) == 0 ? DiskCrash.ProcessKill : DiskCrash.PowerLoss;

    /// <summary>A disk fails for a while; then somebody looks after it and starts the broker again.</summary>
    private void BreakDisk(Action<DiskTroubles> breakIt)
    {
        world.Note("faults", "the disk breaks");
        breakIt(machine.Troubles);
        world.After(world.Some(DisorderMax), () =>
        {
            world.Note("faults", "the disk is whole again");
            machine.Troubles.Heal();
            machine.Repair(AnyCrash());
        });
    }

    private void SlowDown()
    {
        machine.SetSlowness(world.Random.Next(1, SlownessMax));
        world.Note("faults", "the disk is slow");
        world.After(world.Some(DisorderMax), () => machine.SetSlowness(1));
    }

    private void Disconnect()
    {
        var client = clients[world.Random.Next(clients.Count)];
        world.Note("faults", $"the connection of {client.Name} breaks");
        client.Disconnect();
    }

    private void Pause()
    {
        world.Note("faults", "the broker's process stands still");
        world.Pause(world.Some(DisorderMax));
    }

    private void StepClock()
    {
        world.ClockStep = world.Some(2 * ClockStepMax) - ClockStepMax;
        world.Note("faults", $"the clock is set by {world.ClockStep}");
    }
}
