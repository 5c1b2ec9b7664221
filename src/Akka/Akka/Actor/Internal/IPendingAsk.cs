namespace Akka.Actor.Internal;

/// <summary>An Ask that waits for its answer, as a link in the list of those with the same time limit.</summary>
internal interface IPendingAsk
{
    /// <summary>By the system's monotonic clock.</summary>
    TimeSpan Due { get; set; }

    IPendingAsk? Earlier { get; set; }

    IPendingAsk? Later { get; set; }

    void Fail(Exception cause);
}
