namespace Akka.Persistence;

/// <summary>Nothing of a <see cref="WriteMessages"/> was written for certain. A <see cref="WriteMessageFailure"/> for each event follows.</summary>
public sealed class WriteMessagesFailed(Exception cause, int writeCount) : IJournalResponse
{
    /// <summary>Why.</summary>
    public Exception Cause { get; } = cause;

    /// <summary>How many events follow.</summary>
    public int WriteCount { get; } = writeCount;
}
