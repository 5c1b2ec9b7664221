using System.Collections.Immutable;
using ActorBroker.Machines.Metadata;

namespace ActorBroker.Broker.Controllers;

/// <summary>The newest events of the controller's log, for those who pull: a bounded number, the oldest go first.</summary>
internal sealed class RecentEvents(int countMax)
{
    private readonly Queue<MetadataStep> _steps = [];
    private MetadataOffset _last = MetadataOffset.None;
    private MetadataOffset _forgotten = MetadataOffset.None;

    /// <summary>The newest event's offset.</summary>
    public MetadataOffset Last => _last;

    /// <summary>Everything up to here is only known as an image.</summary>
    public void StartAt(MetadataOffset offset)
    {
        _steps.Clear();
        _last = offset;
        _forgotten = offset;
    }

    public void Add(MetadataOffset offset, MetadataEvent happened)
    {
        _steps.Enqueue(new MetadataStep(offset, happened));
        _last = offset;
        if (_steps.Count > countMax)
            _forgotten = _steps.Dequeue().Offset;
    }

    /// <summary>What follows an offset; null when some of it is forgotten.</summary>
    public ImmutableArray<MetadataStep>? After(MetadataOffset offset) =>
        offset < _forgotten ? null : [.. _steps.Where(step => step.Offset > offset)];
}
