namespace Akka.Actor;

/// <summary>The outcome of a request, as a message. A <see cref="Failure"/> faults the task of an Ask.</summary>
public abstract class Status
{
    /// <summary>It went well.</summary>
    public sealed class Success : Status
    {
        public static readonly Success Instance = new(null);

        public readonly object? Status;

        public Success(object? status) => Status = status;

        public override string ToString() => $"Success: {Status}";
    }

    /// <summary>It failed; <see cref="State"/> is whatever the answerer wants to add.</summary>
    public sealed class Failure : Status
    {
        public readonly Exception Cause;

        public readonly object? State;

        public Failure(Exception cause)
            : this(cause, null)
        {
        }

        public Failure(Exception cause, object? state)
        {
            Cause = cause;
            State = state;
        }

        public override string ToString() => $"Failure: {Cause}";
    }
}
