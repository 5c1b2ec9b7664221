using ActorBroker.Broker.Doors;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Benchmarks.Broker;

/// <summary>Waits until a partition of a new topic is led.</summary>
internal sealed class LeaderWait : IDisposable
{
    private readonly ManualResetEventSlim _woken = new();

    public void Await(BrokerDoors doors, PartitionId id, MetadataOffset offset)
    {
        Await(wait => doors.Partitions.TryWait(offset, wait));
        var hosted = doors.Partitions.Find(id)!;
        for (var entry = hosted.Entry; entry.Status != PartitionStatus.Leader; entry = hosted.Entry)
            Await(wait => hosted.TryWait(entry, wait, Offset.Zero, ReadLevel.LogEnd));
    }

    public void Dispose() => _woken.Dispose();

    private void Await(Func<DoorWait, bool> tryWait)
    {
        _woken.Reset();
        if (tryWait(new Wake(_woken)))
            _woken.Wait();
    }

    private sealed class Wake(ManualResetEventSlim woken) : DoorWait
    {
        protected override void OnWoken() => woken.Set();
    }
}
