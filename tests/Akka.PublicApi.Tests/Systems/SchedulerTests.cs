using Akka.Actor;

namespace Akka.PublicApi.Tests.Systems;

public sealed class SchedulerTests : TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(10);

    [Fact]
    public void Messages_are_sent_once_or_repeatedly_until_cancelled()
    {
        var repeating = Sys.Scheduler.ScheduleTellRepeatedlyCancelable(Soon, Soon, TestActor, "again", TestActor);
        ReceiveN(2);
        repeating.Cancel();
        IgnoreMessages<string>(text => text == "again");

        Sys.Scheduler.ScheduleTellOnce(Soon, TestActor, "once", ActorRefs.NoSender);
        Sys.Scheduler.ScheduleTellOnceCancelable(Soon, TestActor, "never", ActorRefs.NoSender).Cancel();

        ExpectMsg("once");
        ExpectNoMsg(50);
    }

    [Fact]
    public void Actions_run_once_or_repeatedly_until_cancelled()
    {
        using var cancelable = new Cancelable(Sys.Scheduler);
        Sys.Scheduler.Advanced.ScheduleRepeatedly(Soon, Soon, () => TestActor.Tell("again"), cancelable);
        ReceiveN(2);
        cancelable.Cancel();
        IgnoreMessages<string>(text => text == "again");

        Sys.Scheduler.Advanced.ScheduleOnce(Soon, () => TestActor.Tell("once"));
        Sys.Scheduler.Advanced.ScheduleOnceCancelable(Soon, () => TestActor.Tell("never")).Cancel();

        ExpectMsg("once");
        ExpectNoMsg(50);
        Assert.True(cancelable.IsCancellationRequested);
    }

    [Fact]
    public async Task Cancelable_cancels_after_a_time_and_tells_its_token()
    {
        var cancelable = new Cancelable(Sys.Scheduler.Advanced, Soon);
        var told = new TaskCompletionSource();
        cancelable.Token.Register(told.SetResult);

        await told.Task.WaitAsync(RemainingOrDefault);

        Assert.True(cancelable.IsCancellationRequested);
        Assert.True(Cancelable.CreateCanceled().IsCancellationRequested);
        Assert.True(Cancelable.CreateLinkedCancelable(Sys.Scheduler.Advanced, cancelable).IsCancellationRequested);
    }

    [Fact]
    public void Clock_goes_forward()
    {
        ITimeProvider clock = Sys.Scheduler;
        var (monotonic, fine) = (clock.MonotonicClock, clock.HighResMonotonicClock);

        Assert.True(clock.MonotonicClock >= monotonic);
        Assert.True(clock.HighResMonotonicClock >= fine);
        Assert.True(clock.Now > DateTimeOffset.UnixEpoch);
    }
}
