namespace ActorBroker.Machines.Controller;

/// <summary>What the controller wants to be reminded of.</summary>
public enum ControllerTimer
{
    /// <summary>Send <see cref="Controller.RestorePreferredLeaders"/>.</summary>
    RestorePreferredLeaders,
}
