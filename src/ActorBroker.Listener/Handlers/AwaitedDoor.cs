using ActorBroker.Broker.Doors;

namespace ActorBroker.Listener.Handlers;

/// <summary>A wait at a door, as a task.</summary>
internal sealed class AwaitedDoor : DoorWait
{
    private readonly TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits until it is woken.</summary>
    /// <returns>False when <paramref name="timeout"/> passed first: the wait is over, and whoever began it takes it out.</returns>
    public async Task<bool> UntilWokenAsync(TimeSpan timeout, TimeProvider clock)
    {
        try
        {
            await _woken.Task.WaitAsync(timeout, clock);
            return true;
        }
        catch (TimeoutException)
        {
            return !TryGiveUp();
        }
    }

    /// <inheritdoc/>
    protected override void OnWoken() => _woken.SetResult();
}
