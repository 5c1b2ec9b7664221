using ActorBroker.Machines.Metadata;

namespace ActorBroker.Broker.Doors;

/// <summary>The cluster as this broker knows it. Any thread reads; the broker's metadata view alone publishes.</summary>
public sealed class MetadataCache
{
    private readonly OffsetWaits _waits = new();
    private MetadataImage _image = MetadataImage.Empty;

    /// <summary>The newest image. This broker's own partitions may be a moment behind it: see <see cref="PartitionTable.TryWait"/>.</summary>
    public MetadataImage Image => Volatile.Read(ref _image);

    /// <summary>Wakes somebody once the image is at <paramref name="offset"/> or behind it.</summary>
    /// <returns>False when it is already: nobody waits.</returns>
    public bool TryWait(MetadataOffset offset, DoorWait wait) => _waits.TryWait(offset, wait);

    /// <summary>Takes a wait out; nothing happens when it is not here.</summary>
    public void Leave(DoorWait wait) => _waits.Leave(wait);

    /// <summary>Publishes an image, then wakes those who waited for it.</summary>
    internal void Publish(MetadataImage image)
    {
        Volatile.Write(ref _image, image);
        _waits.Reach(image.Offset);
    }
}
