using ActorBroker.Broker.Controllers;
using ActorBroker.Broker.Doors;
using Akka.Actor;

namespace ActorBroker.Broker.Metadata;

/// <summary>
/// Keeps this broker's image of the cluster: pulls what happened from the controller, applies it, tells the broker's own partitions, and publishes
/// it to the doors.
/// </summary>
/// <remarks>
/// A door may see an image before a new partition stands in the table: it waits for the table, or answers that this broker does not lead the
/// partition yet, and clients ask again. A pull that is lost is repeated after <see cref="PullTimeout"/>.
/// </remarks>
internal sealed class MetadataView : UntypedActor, IWithTimers
{
    /// <summary>When a pull that was not answered is sent again: the controller may have moved, or had nothing to say.</summary>
    public static readonly TimeSpan PullTimeout = TimeSpan.FromSeconds(5);

    private readonly MetadataCache _cache;
    private readonly IActorRef _controller;
    private readonly IMetadataFollower _follower;

    public MetadataView(MetadataCache cache, IActorRef controller, IMetadataFollower follower)
    {
        _cache = cache;
        _controller = controller;
        _follower = follower;
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Pull();

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case MetadataDelta delta:
                Apply(delta);
                Pull();
                break;
            case PullTimer:
                Pull();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Apply(MetadataDelta delta)
    {
        var before = _cache.Image;
        var image = delta.Snapshot ?? before;
        foreach (var step in delta.Events)
            image = image.Apply(step.Offset, step.Happened);
        if (image.Offset <= before.Offset)
            return;

        _follower.Follow(before, image, delta);
        _cache.Publish(image);
    }

    private void Pull()
    {
        _controller.Tell(new PullMetadata(_cache.Image.Offset), Self);
        Timers.StartSingleTimer(PullTimer.Instance, PullTimer.Instance, PullTimeout);
    }

    private sealed class PullTimer
    {
        public static readonly PullTimer Instance = new();
    }
}
