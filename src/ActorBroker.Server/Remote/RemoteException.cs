namespace ActorBroker.Server.Remote;

/// <summary>A cluster did not do what it was asked to. The message is for the user: what failed, and why.</summary>
internal abstract class RemoteException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>True when the same may succeed a little later, so that it is tried again.</summary>
    public abstract bool IsRetriable { get; }

    /// <summary>What the program ends with.</summary>
    public abstract int ExitCode { get; }

    /// <summary>What the user can do, in a sentence; null when the message says all.</summary>
    public abstract string? Advice { get; }
}
