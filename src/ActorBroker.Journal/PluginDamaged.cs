using ActorBroker.Log;

namespace ActorBroker.Journal;

/// <summary>
/// Published on the event stream when a plugin opened its directory and found bytes that are not as they were written. Actors whose events or snapshots are
/// among them cannot recover, each with an error of its own; the others are not concerned.
/// </summary>
/// <param name="Plugin">The path of the plugin's section in the configuration.</param>
/// <param name="Directory">The directory.</param>
/// <param name="Damage">The ranges of the log.</param>
public sealed record PluginDamaged(string Plugin, string Directory, IReadOnlyList<LogDamage> Damage);
