using ActorBroker.Broker.Doors;

namespace ActorBroker.Listener.Handlers;

/// <summary>A wait at a door, as a task.</summary>
internal sealed class AwaitedDoor : DoorWait
{
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits until it is woken.</summary>
    /// <returns>False when <paramref name="timeout"/> passed first: the wait is over, and whoever began it takes it out.</returns>
    /// <remarks>One task, which either end completes, so that what follows goes straight to whoever awaits it: under simulation, its one thread.</remarks>
    public async Task<bool> UntilWokenAsync(TimeSpan timeout, TimeProvider clock)
    {
        await using var timer = clock.CreateTimer(_ => Expire(), null, timeout, Timeout.InfiniteTimeSpan);
        return await _ended.Task;
    }

    /// <inheritdoc/>
    protected override void OnWoken() => _ended.SetResult(true);

    private void Expire()
    {
        if (TryGiveUp())
            _ended.SetResult(false);
    }
}
