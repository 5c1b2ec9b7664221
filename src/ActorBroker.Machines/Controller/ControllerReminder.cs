namespace ActorBroker.Machines.Controller;

/// <summary>A timer to be armed; replaces one of the same kind.</summary>
/// <param name="Timer">Which.</param>
/// <param name="Due">When it is to fire, by the clock that gave the command its time.</param>
public readonly record struct ControllerReminder(ControllerTimer Timer, DateTimeOffset Due);
