namespace Akka.Actor;

/// <summary>Messages that an actor has put aside. They come back in the order in which they were put there, before all others.</summary>
public interface IStash
{
    /// <summary>How many messages it takes; -1: any number.</summary>
    int Capacity { get; }

    int Count { get; }

    bool IsEmpty { get; }

    bool IsFull { get; }

    bool NonEmpty { get; }

    /// <summary>Puts the message in hand aside.</summary>
    /// <exception cref="StashOverflowException">The stash is full.</exception>
    /// <exception cref="IllegalActorStateException">The same message was put aside already, or there is none in hand.</exception>
    void Stash();

    /// <summary>Brings the oldest message back; nothing happens when there is none.</summary>
    void Unstash();

    void UnstashAll();

    /// <summary>Brings back what the predicate accepts and throws the rest away.</summary>
    void UnstashAll(Func<Envelope, bool> predicate);

    /// <summary>Empties the stash and returns what was in it.</summary>
    IEnumerable<Envelope> ClearStash();

    /// <summary>Puts messages before those in the stash.</summary>
    void Prepend(IEnumerable<Envelope> envelopes);
}
