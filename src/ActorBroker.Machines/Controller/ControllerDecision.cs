using System.Collections.Immutable;
using ActorBroker.Machines.Metadata;

namespace ActorBroker.Machines.Controller;

/// <summary>What is to be done for one command, in this order: commit the events, apply them, send the reply, arm the timers.</summary>
/// <remarks>
/// The events are meant to be committed together. Their order is such that any of their beginnings is a sound state too, should a crash
/// part them: a partition leaves a broker before the broker is fenced.
/// </remarks>
/// <param name="Events">What happens; empty when nothing changes.</param>
/// <param name="Reply">The answer.</param>
public sealed record ControllerDecision(ImmutableArray<MetadataEvent> Events, ControllerReply Reply)
{
    /// <summary>Timers to be armed.</summary>
    public ImmutableArray<ControllerReminder> Reminders { get; init; } = [];

    /// <summary>True when a later controller acts: this one has to stop.</summary>
    public bool MustStepDown { get; init; }

    /// <summary>A decision that only answers.</summary>
    internal static ControllerDecision Refusal(ControllerError error) => new([], new Acknowledged(error));
}
