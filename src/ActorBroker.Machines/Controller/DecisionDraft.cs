using System.Collections.Immutable;
using ActorBroker.Machines.Metadata;

namespace ActorBroker.Machines.Controller;

/// <summary>A decision in the making: its events so far, and the cluster as it is after them.</summary>
internal sealed class DecisionDraft(MetadataImage image)
{
    private readonly ImmutableArray<MetadataEvent>.Builder _events = ImmutableArray.CreateBuilder<MetadataEvent>();
    private MetadataImage _image = image;
    private int _applied;

    /// <summary>The cluster after all events so far.</summary>
    public MetadataImage Image
    {
        get
        {
            for (; _applied < _events.Count; _applied++)
                _image = _image.With(_events[_applied]);
            return _image;
        }
    }

    public void Add(MetadataEvent happened) => _events.Add(happened);

    /// <summary>Adds changes, those of one topic side by side, in as many events as they take.</summary>
    public void Add(ReadOnlySpan<PartitionChange> changes)
    {
        while (!changes.IsEmpty)
        {
            var count = Math.Min(changes.Length, PartitionsChanged.ChangesMax);
            _events.Add(new PartitionsChanged([.. changes[..count]]));
            changes = changes[count..];
        }
    }

    /// <summary>The decision to do all this and answer so.</summary>
    public ControllerDecision Answer(ControllerReply reply) => new(_events.DrainToImmutable(), reply);

    /// <summary>The decision to do all this and say no more.</summary>
    public ControllerDecision Done() => Answer(new Acknowledged(ControllerError.None));

    /// <summary>The decision to do nothing, and to answer as if.</summary>
    public static ControllerDecision OnlyAnswer(ControllerReply reply) => new([], reply);
}
