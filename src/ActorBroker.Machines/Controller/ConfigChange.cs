using System.Collections.Immutable;
using ActorBroker.Machines.Metadata;

namespace ActorBroker.Machines.Controller;

/// <summary>Changes of one resource's configuration: all of them happen or none.</summary>
/// <param name="Resource">What the configuration belongs to.</param>
/// <param name="Alterations">What to change, each entry at most once.</param>
/// <param name="ReplacesAll">True to remove every entry that is not named (AlterConfigs, API 33); false to leave it (IncrementalAlterConfigs, API 44).</param>
public sealed record ConfigChange(ConfigResource Resource, ImmutableArray<ConfigAlteration> Alterations, bool ReplacesAll = false);
