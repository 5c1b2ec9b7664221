namespace Akka.Persistence;

/// <summary>A <see cref="WriteMessages"/> was done. The outcome for each event follows.</summary>
public sealed class WriteMessagesSuccessful : IJournalResponse
{
    private WriteMessagesSuccessful()
    {
    }

    /// <summary>The one instance.</summary>
    public static WriteMessagesSuccessful Instance { get; } = new();
}
