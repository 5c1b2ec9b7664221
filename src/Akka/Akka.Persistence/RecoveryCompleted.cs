namespace Akka.Persistence;

/// <summary>Sent to a persistent actor's recovery handler behind the last event, before the first command. The actor may persist when it gets it.</summary>
public sealed class RecoveryCompleted
{
    /// <summary>The one instance.</summary>
    public static readonly RecoveryCompleted Instance = new();

    private RecoveryCompleted()
    {
    }
}
