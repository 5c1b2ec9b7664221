using Akka.Actor;

namespace Akka.Pattern;

/// <summary>How a <see cref="BackoffSupervisor"/> treats its child. Immutable; made by <see cref="Backoff"/>.</summary>
public abstract class BackoffOptions
{
    internal abstract Props Props { get; }

    /// <summary>The delay starts from its minimum once the child has lived for as long as this; the default, with the minimum.</summary>
    public abstract BackoffOptions WithAutoReset(TimeSpan resetBackoff);

    /// <summary>The delay starts from its minimum when the child sends <see cref="BackoffSupervisor.Reset"/> to its parent.</summary>
    public abstract BackoffOptions WithManualReset();

    /// <summary>Who decides about the child's failures; its number of retries counts here as well.</summary>
    public abstract BackoffOptions WithSupervisorStrategy(OneForOneStrategy supervisorStrategy);

    /// <summary>A child that fails is stopped, and by that started again.</summary>
    public abstract BackoffOptions WithDefaultStoppingStrategy();

    public abstract BackoffOptions WithMaxNrOfRetries(int maxNrOfRetries);

    /// <summary>Answers messages that come while there is no child; without it they are dead letters.</summary>
    public abstract BackoffOptions WithReplyWhileStopped(object replyWhileStopped);

    /// <summary>A message that ends the child for good: the supervisor passes it on and stops with the child.</summary>
    public abstract BackoffOptions WithFinalStopMessage(Func<object, bool> isFinalStopMessage);
}
