namespace ActorBroker.Hosting;

/// <summary>A broker's stop took longer than <c>actorbroker.node.stop-timeout</c> and was given up. What was acknowledged is safe; the next start recovers.</summary>
public sealed class BrokerStopTimeoutException : Exception
{
    /// <param name="step">What did not end: "the Kafka listener".</param>
    /// <param name="timeout">How long the whole stop was allowed to take.</param>
    public BrokerStopTimeoutException(string step, TimeSpan timeout)
        : base($"The broker did not stop within {timeout.TotalSeconds:0.###} s: it still waited for {step}. What was acknowledged is safe, "
            + "and the next start recovers. If this is only slow, allow more in actorbroker.node.stop-timeout.")
    {
        Step = step;
        Timeout = timeout;
    }

    /// <summary>What did not end.</summary>
    public string Step { get; }

    /// <summary>How long the whole stop was allowed to take.</summary>
    public TimeSpan Timeout { get; }
}
