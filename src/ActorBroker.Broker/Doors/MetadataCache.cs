using ActorBroker.Machines.Metadata;

namespace ActorBroker.Broker.Doors;

/// <summary>The cluster as this broker knows it. Any thread reads; the broker's metadata view alone publishes.</summary>
public sealed class MetadataCache
{
    private readonly Lock _gate = new();
    private readonly List<(MetadataOffset Offset, DoorWait Wait)> _waiting = [];
    private MetadataImage _image = MetadataImage.Empty;

    /// <summary>The newest image. This broker's own partitions may be a moment behind it.</summary>
    public MetadataImage Image => Volatile.Read(ref _image);

    /// <summary>Wakes somebody once the image is at <paramref name="offset"/> or behind it.</summary>
    /// <returns>False when it is already: nobody waits.</returns>
    public bool TryWait(MetadataOffset offset, DoorWait wait)
    {
        lock (_gate)
        {
            if (_image.Offset >= offset)
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

    /// <summary>Publishes an image, then wakes those who waited for it.</summary>
    internal void Publish(MetadataImage image)
    {
        DoorWait[] due;
        lock (_gate)
        {
            Volatile.Write(ref _image, image);
            due = [.. _waiting.Where(waiting => waiting.Offset <= image.Offset).Select(waiting => waiting.Wait)];
            _waiting.RemoveAll(waiting => waiting.Offset <= image.Offset);
        }

        foreach (var wait in due)
            wait.TryWake();
    }
}
