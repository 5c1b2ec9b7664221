namespace ActorBroker.Hosting;

/// <summary>A broker that served ended by itself: its memory's disk failed, or an actor that it cannot be without.</summary>
public sealed class BrokerEndedException : Exception
{
    /// <param name="reason">Why, in a sentence.</param>
    /// <param name="cause">What it came from, if anything.</param>
    public BrokerEndedException(string reason, Exception? cause)
        : base(reason, cause)
    {
    }
}
