using ActorBroker.Machines.Controller;

namespace ActorBroker.Broker.Controllers;

/// <summary>What a controller is started with.</summary>
public sealed record ControllerContext
{
    /// <summary>What its operator decided.</summary>
    public required ControllerOptions Options { get; init; }

    /// <summary>The configuration entries that exist.</summary>
    public required IConfigDefinitions Definitions { get; init; }

    /// <summary>Draws the id of a cluster that has none yet: 22 letters and digits, from the injected random source.</summary>
    public required Func<string> NewClusterId { get; init; }

    /// <summary>The journal; empty for the default one.</summary>
    public string JournalPluginId { get; init; } = "";

    /// <summary>The snapshot store; empty for the default one.</summary>
    public string SnapshotPluginId { get; init; } = "";

    /// <summary>A snapshot is taken after so many events; 1 and up. Default 10,000.</summary>
    public int EventsPerSnapshot
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 10_000;
}
