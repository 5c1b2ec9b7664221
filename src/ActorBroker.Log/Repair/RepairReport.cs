using ActorBroker.Log.Inspection;
using ActorBroker.Log.State;

namespace ActorBroker.Log.Repair;

/// <summary>What a <see cref="LogRepair"/> found and did.</summary>
/// <param name="Steps">In the order of the files.</param>
/// <param name="Recoveries">What opening the logs again found, of those that had to be recovered; empty in a dry run.</param>
/// <param name="Before">What was found at first.</param>
/// <param name="After">What is found now; null in a dry run.</param>
public sealed record RepairReport(
    IReadOnlyList<RepairStep> Steps, IReadOnlyList<RecoveryReport> Recoveries, InspectionReport Before, InspectionReport? After)
{
    /// <summary>True when nothing was left undone.</summary>
    public bool IsComplete => !Steps.Any(step => step.Action == RepairAction.Leave) && After is null or { IsSound: true };
}
