using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>How one item of a request ended.</summary>
/// <param name="Code">What a client can act on; <see cref="ErrorCode.None"/> when it was done.</param>
/// <param name="Message">For people: what is wrong; null when it was done, or when the code says all.</param>
public readonly record struct ControllerError(ErrorCode Code, string? Message = null)
{
    /// <summary>It was done.</summary>
    public static readonly ControllerError None;

    /// <summary>True when it was not done.</summary>
    public bool IsError => Code != ErrorCode.None;
}
