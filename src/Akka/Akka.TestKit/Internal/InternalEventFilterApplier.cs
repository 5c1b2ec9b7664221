using Akka.Actor;
using Akka.TestKit.TestEvent;

namespace Akka.TestKit.Internal;

/// <summary>Applies filters by way of the test's logger, and counts what they take.</summary>
internal sealed class InternalEventFilterApplier(TestKitBase testkit, ActorSystem system, IReadOnlyList<EventFilterBase> filters) : IEventFilterApplier
{
    public EventFilterFactory And => new(testkit, system, filters);

    public void ExpectOne(Action action, CancellationToken cancellationToken = default) => Expect(1, action, cancellationToken);

    public void ExpectOne(TimeSpan timeout, Action action, CancellationToken cancellationToken = default) => Expect(1, timeout, action, cancellationToken);

    public T ExpectOne<T>(Func<T> func, CancellationToken cancellationToken = default) => Expect(1, func, cancellationToken);

    public Task ExpectOneAsync(Func<Task> actionAsync, CancellationToken cancellationToken = default) => ExpectAsync(1, actionAsync, cancellationToken);

    public Task ExpectOneAsync(TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default) => ExpectAsync(1, timeout, action, cancellationToken);

    public void Expect(int expectedCount, Action action, CancellationToken cancellationToken = default) =>
        Forms.Sync(Intercept(Forms.Tasked(Forms.Valued(action)), expectedCount, new Waiting(true, null, null, cancellationToken)));

    public void Expect(int expectedCount, TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        Forms.Sync(Intercept(Forms.Tasked(Forms.Valued(action)), expectedCount, new Waiting(true, timeout, null, cancellationToken)));

    public T Expect<T>(int expectedCount, Func<T> func, CancellationToken cancellationToken = default) =>
        Forms.Sync(Intercept(Forms.Tasked(func), expectedCount, new Waiting(true, null, null, cancellationToken)));

    public Task ExpectAsync(int expectedCount, Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        Intercept(Forms.Valued(actionAsync), expectedCount, new Waiting(false, null, null, cancellationToken)).AsTask();

    public Task ExpectAsync(int expectedCount, TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default) =>
        Intercept(Forms.Valued(action), expectedCount, new Waiting(false, timeout, null, cancellationToken)).AsTask();

    public IUnmutableFilter Mute()
    {
        system.EventStream.Publish(new Mute(filters));
        return new Muted(system, filters);
    }

    public void Mute(Action action, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var muted = Mute();
        action();
    }

    public async Task MuteAsync(Func<Task> action, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var muted = Mute();
        await action().ConfigureAwait(false);
    }

    private async ValueTask<T> Intercept<T>(Func<Task<T>> action, int expectedCount, Waiting wait)
    {
        wait.Cancellation.ThrowIfCancellationRequested();
        var matched = new SemaphoreSlim(0);
        Action count = () => matched.Release();
        foreach (var filter in filters)
            filter.Matched += count;
        using var muted = Mute();
        try
        {
            var result = await action().ConfigureAwait(false);
            await ExpectCount(matched, expectedCount, wait).ConfigureAwait(false);
            return result;
        }
        finally
        {
            foreach (var filter in filters)
                filter.Matched -= count;
        }
    }

    private async ValueTask ExpectCount(SemaphoreSlim matched, int expectedCount, Waiting wait)
    {
        var limit = testkit.Dilated(wait.Max ?? testkit.TestKitSettings.TestEventFilterLeeway);
        var end = testkit.Clock.Now + limit;
        for (var came = 0; came < expectedCount; came++)
        {
            if (!await testkit.Clock.Wait(matched, TimeLimits.NotNegative(end - testkit.Clock.Now), wait.Blocks, wait.Cancellation).ConfigureAwait(false))
                Fail(expectedCount, $"within {Words.Seconds(limit)} came {came}");
        }

        // None expected: one that comes ends the waiting. Otherwise those count that were logged before the last one was.
        var answer = expectedCount == 0 ? matched : new SemaphoreSlim(0);
        if (expectedCount > 0)
            system.EventStream.Publish(new TestEventListener.Settled(answer));
        var isAnswered = await testkit.Clock.Wait(answer, limit, wait.Blocks, wait.Cancellation).ConfigureAwait(false);
        var surplus = matched.CurrentCount + (expectedCount == 0 && isAnswered ? 1 : 0);
        if (surplus > 0)
            Fail(expectedCount, $"came {expectedCount + surplus}");
    }

    private void Fail(int expectedCount, string came) => testkit.AssertionsInUse.Fail(
        "{0}", $"Expected {expectedCount} log event{(expectedCount == 1 ? "" : "s")}: {string.Join(" or ", filters)}; {came}");

    private sealed class Muted(ActorSystem system, IReadOnlyList<EventFilterBase> filters) : IUnmutableFilter
    {
        private bool _isOver;

        public void Unmute()
        {
            if (!_isOver)
                system.EventStream.Publish(new Unmute(filters));
            _isOver = true;
        }

        public void Dispose() => Unmute();
    }
}
