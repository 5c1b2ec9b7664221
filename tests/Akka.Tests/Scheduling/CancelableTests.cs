using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Tests.Scheduling;

public sealed class CancelableTests : IDisposable
{
    private readonly HashedWheelTimerScheduler _wheel = new(Config.Empty, NoLogger.Instance);

    private IScheduler Scheduler => _wheel;

    public void Dispose() => _wheel.Dispose();

    [Fact]
    public void Cancelling_tells_the_token_whenever_it_was_asked_for()
    {
        var cancelable = new Cancelable(Scheduler);
        var early = cancelable.Token;

        cancelable.Cancel();
        cancelable.Cancel();

        Assert.True(early.IsCancellationRequested);
        Assert.True(cancelable.Token.IsCancellationRequested);
        Assert.True(cancelable.IsCancellationRequested);
    }

    [Fact]
    public void A_linked_cancelable_follows_any_of_the_others()
    {
        var one = new Cancelable(Scheduler);
        var two = new Cancelable(Scheduler);
        var linked = Cancelable.CreateLinkedCancelable(Scheduler, one, two);
        var before = linked.IsCancellationRequested;

        two.Cancel();

        Assert.False(before);
        Assert.True(linked.IsCancellationRequested);
        Assert.False(one.IsCancellationRequested);
        Assert.True(Cancelable.CreateLinkedCancelable(Scheduler, two).IsCancellationRequested);
    }

    [Fact]
    public async Task A_cancelable_cancels_itself_after_a_delay()
    {
        var cancelled = new TaskCompletionSource();
        var cancelable = new Cancelable(Scheduler, TimeSpan.FromMilliseconds(5));

        cancelable.Token.Register(cancelled.SetResult);

        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void A_disposed_cancelable_refuses_to_be_used()
    {
        var cancelable = new Cancelable(Scheduler);

        cancelable.Dispose();

        Assert.True(cancelable.IsDisposed);
        Assert.Throws<ObjectDisposedException>(cancelable.Cancel);
        Assert.Throws<ObjectDisposedException>(() => cancelable.Token);
    }

    [Fact]
    public void Nothing_can_be_cancelled_like_something()
    {
        ICancelable? nothing = null;
        var cancelable = new Cancelable(Scheduler);

        nothing.CancelIfNotNull();
        cancelable.CancelIfNotNull();

        Assert.True(cancelable.IsCancellationRequested);
    }
}
