namespace Akka.Persistence;

/// <summary>The command is answered and dropped.</summary>
public sealed class ReplyToStrategy : IStashOverflowStrategy
{
    /// <summary>With the given answer.</summary>
    public ReplyToStrategy(object response) => Response = response;

    /// <summary>The answer.</summary>
    public object Response { get; }
}
