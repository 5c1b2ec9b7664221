namespace Akka.Persistence;

/// <summary>Something that says how it wants to be recovered.</summary>
public interface IPersistenceRecovery
{
    /// <summary>From which snapshot, and up to which event.</summary>
    Recovery Recovery { get; }
}
