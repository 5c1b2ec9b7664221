using ActorBroker.Machines.Metadata;

namespace ActorBroker.Broker.Doors;

/// <summary>Who waits until something has come as far as an offset of the metadata. Any thread.</summary>
internal sealed class OffsetWaits
{
    private readonly Lock _gate = new();
    private readonly List<(MetadataOffset Offset, DoorWait Wait)> _waiting = [];
    private MetadataOffset _reached = MetadataImage.Empty.Offset;

    /// <summary>Wakes somebody once <paramref name="offset"/> is reached.</summary>
    /// <returns>False when it is already: nobody waits.</returns>
    public bool TryWait(MetadataOffset offset, DoorWait wait)
    {
        lock (_gate)
        {
            if (_reached >= offset)
                return false;

            _waiting.Add((offset, wait));
            return true;
        }
    }

    /// <summary>Takes a wait out; nothing happens when it is not here.</summary>
    public void Leave(DoorWait wait)
    {
        lock (_gate)
            _waiting.RemoveAll(waiting => waiting.Wait == wait);
    }

    /// <summary>Wakes all who waited for <paramref name="offset"/> or less.</summary>
    public void Reach(MetadataOffset offset)
    {
        DoorWait[] due;
        lock (_gate)
        {
            _reached = offset;
            if (_waiting.Count == 0)
                return;

            due = [.. _waiting.Where(waiting => waiting.Offset <= offset).Select(waiting => waiting.Wait)];
            _waiting.RemoveAll(waiting => waiting.Offset <= offset);
        }

        foreach (var wait in due)
            wait.TryWake();
    }
}
