namespace Akka.Actor.Internal;

/// <summary>Something that must end within a time limit, as a link in the list of those with the same limit.</summary>
internal interface IDeadline
{
    /// <summary>By the system's monotonic clock.</summary>
    TimeSpan Due { get; set; }

    IDeadline? Earlier { get; set; }

    IDeadline? Later { get; set; }

    void Expire(TimeSpan limit);
}
