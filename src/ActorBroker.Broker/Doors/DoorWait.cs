namespace ActorBroker.Broker.Doors;

/// <summary>Somebody at a door who waits: a fetch that found too little, an answer that is due when metadata has arrived. Woken once, whatever number of things it waits for.</summary>
public abstract class DoorWait
{
    private int _woken;

    /// <summary>True once it was woken, or given up.</summary>
    public bool IsOver => Volatile.Read(ref _woken) != 0;

    /// <summary>Wakes it, unless it is over.</summary>
    /// <returns>True for the one caller who did.</returns>
    public bool TryWake()
    {
        if (Interlocked.Exchange(ref _woken, 1) != 0)
            return false;

        OnWoken();
        return true;
    }

    /// <summary>Ends it without a wake-up: its time ran out, or its connection closed.</summary>
    /// <returns>False when it was over already.</returns>
    public bool TryGiveUp() => Interlocked.Exchange(ref _woken, 1) == 0;

    /// <summary>Called once, on the thread of a partition's actor: hands on and returns.</summary>
    protected abstract void OnWoken();
}
