using ActorBroker.Log.Disk;
using Serilog;

namespace ActorBroker.Hosting;

/// <summary>What a broker takes from the machine it runs on: time, disk, chance, and somewhere to say what happens. Immutable.</summary>
/// <remarks>All of it is used from any thread.</remarks>
public sealed record BrokerPlatform
{
    /// <summary>The machine's own clock, for a program that needs nothing else of it.</summary>
    public static TimeProvider ClockOfThisMachine => TimeProvider.System;

    /// <summary>The time.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>The disk that holds the data directories.</summary>
    public required ILogDisk Disk { get; init; }

    /// <summary>Draws a random id: of a cluster, a topic, a directory, a run. No two are ever to be the same, on this machine or another.</summary>
    public required Func<Guid> NewId { get; init; }

    /// <summary>Takes what the broker logs.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>The machine's own clock, disk and randomness (of the operating system's cryptographic source).</summary>
    /// <param name="logger">Takes what the broker logs.</param>
    public static BrokerPlatform OfThisMachine(ILogger logger) => new()
    {
        Clock = ClockOfThisMachine,
        Disk = new FileLogDisk(),
        NewId = Guid.NewGuid,
        Logger = logger,
    };
}
