using Akka.Actor;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

/// <content>The form of expectations that awaits. What a member does is said at its synchronous twin.</content>
public abstract partial class TestKitBase
{
    public ValueTask<T> ExpectMsgAsync<T>(TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        _expect.Expect<T>(Expectations.Any<T>(), (_, _) => true, Awaiting(duration, hint, cancellationToken));

    public ValueTask<T> ExpectMsgAsync<T>(T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        _expect.Expect(message, Awaiting(timeout, hint, cancellationToken));

    public ValueTask<T> ExpectMsgAsync<T>(Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        _expect.Expect<T>(Expectations.Fitting<T>(), (message, _) => isMessage(message), Awaiting(timeout, hint, cancellationToken));

    public ValueTask<T> ExpectMsgAsync<T>(Action<T> assert, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        _expect.Expect(Expectations.Any<T>(), Expectations.Asserting<T>((message, _) => assert(message)), Awaiting(timeout, hint, cancellationToken));

    public ValueTask<T> ExpectMsgAsync<T>(Action<T, IActorRef> assertMessageAndSender, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        _expect.Expect(Expectations.Any<T>(), Expectations.Asserting(assertMessageAndSender), Awaiting(timeout, hint, cancellationToken));

    public ValueTask<T> ExpectMsgFromAsync<T>(IActorRef sender, TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        _expect.ExpectFrom<T>(sender, _ => true, Expectations.Any<T>(), Awaiting(duration, hint, cancellationToken));

    public ValueTask<T> ExpectMsgFromAsync<T>(IActorRef sender, T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        _expect.ExpectFrom<T>(sender, came => Equals(came, message), $"[{message}]", Awaiting(timeout, hint, cancellationToken));

    public ValueTask<T> ExpectMsgAnyOfAsync<T>(IEnumerable<T> messages, CancellationToken cancellationToken = default) =>
        _expect.ExpectAnyOf([.. messages], Awaiting(null, null, cancellationToken));

    public IAsyncEnumerable<T> ExpectMsgAllOfAsync<T>(IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        _expect.ExpectAllOf(messages, Awaiting(null, null, cancellationToken));

    public IAsyncEnumerable<T> ExpectMsgAllOfAsync<T>(TimeSpan max, IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        _expect.ExpectAllOf(messages, Awaiting(max, null, cancellationToken));

    public ValueTask<Terminated> ExpectTerminatedAsync(IActorRef target, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        _expect.ExpectTerminated(target, Awaiting(timeout, hint, cancellationToken));

    public ValueTask ExpectNoMsgAsync(CancellationToken cancellationToken = default) => _expect.ExpectNone(null, Awaiting(null, null, cancellationToken));

    public ValueTask ExpectNoMsgAsync(TimeSpan duration, CancellationToken cancellationToken = default) =>
        _expect.ExpectNone(duration, Awaiting(null, null, cancellationToken));

    public ValueTask ExpectNoMsgAsync(int milliseconds, CancellationToken cancellationToken = default) =>
        ExpectNoMsgAsync(TimeSpan.FromMilliseconds(milliseconds), cancellationToken);

    public ValueTask<object> FishForMessageAsync(Predicate<object> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        FishForMessageAsync<object>(isMessage, max, hint, cancellationToken);

    public ValueTask<T> FishForMessageAsync<T>(Predicate<T> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        _expect.Fish(isMessage, [], Awaiting(max, hint, cancellationToken));

    /// <summary>Takes messages for all of the time; none of them may be a <typeparamref name="T"/>.</summary>
    public async Task FishUntilMessageAsync<T>(TimeSpan? max = null, CancellationToken cancellationToken = default)
    {
        await foreach (var message in ReceiveWhileAsync<object>(_ => true, max, cancellationToken: cancellationToken).ConfigureAwait(false))
            _assertions.AssertFalse(message is T, "{0}", $"Expected no message of type [{typeof(T)}]; came {Words.Message(message)}");
    }

    public ValueTask<object?> ReceiveOneAsync(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        Receive(max, Awaiting(null, null, cancellationToken));

    public IAsyncEnumerable<object> ReceiveNAsync(int numberOfMessages, CancellationToken cancellationToken = default) =>
        _expect.ReceiveN(numberOfMessages, Awaiting(null, null, cancellationToken));

    public IAsyncEnumerable<object> ReceiveNAsync(int numberOfMessages, TimeSpan max, CancellationToken cancellationToken = default) =>
        _expect.ReceiveN(numberOfMessages, Awaiting(max, null, cancellationToken));

    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        Func<object, T?> filter, TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue, CancellationToken cancellationToken = default)
        where T : class => _expect.ReceiveWhile(Expectations.While(filter), idle, msgs, Awaiting(max, null, cancellationToken));

    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        Predicate<T> shouldContinue, TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue, bool shouldIgnoreOtherMessageTypes = true, CancellationToken cancellationToken = default)
        where T : class =>
        _expect.ReceiveWhile(Expectations.While(shouldContinue, shouldIgnoreOtherMessageTypes), idle, msgs, Awaiting(max, null, cancellationToken));

    public Task WithinAsync(TimeSpan max, Func<Task> actionAsync, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        WithinAsync(TimeSpan.Zero, max, actionAsync, null, epsilonValue, cancellationToken);

    public Task WithinAsync(TimeSpan min, TimeSpan max, Func<Task> actionAsync, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        WithinAsync(min, max, Forms.Valued(actionAsync), hint, epsilonValue, cancellationToken);

    public Task<T> WithinAsync<T>(TimeSpan max, Func<Task<T>> function, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        WithinAsync(TimeSpan.Zero, max, function, null, epsilonValue, cancellationToken);

    public Task<T> WithinAsync<T>(TimeSpan min, TimeSpan max, Func<Task<T>> function, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        _limits.Within(min, Awaiting(max, hint, cancellationToken), epsilonValue, function).AsTask();

    public Task AwaitAssertAsync(Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        _expect.UntilDone(Forms.Tasked(Forms.Valued(assertion)), interval, Awaiting(duration, null, cancellationToken)).AsTask();

    public Task AwaitAssertAsync(Func<Task> assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        _expect.UntilDone(assertion, interval, Awaiting(duration, null, cancellationToken)).AsTask();

    public Task AwaitConditionAsync(Func<bool> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(Forms.Tasked(conditionIsFulfilled), max, interval, message, cancellationToken);

    public Task AwaitConditionAsync(Func<bool> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, null, null, null, cancellationToken);

    public Task AwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, null, null, null, cancellationToken);

    public Task AwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, max, null, null, cancellationToken);

    public Task AwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null, CancellationToken cancellationToken = default) =>
        _expect.UntilTrue(conditionIsFulfilled, interval, Awaiting(max, message, cancellationToken)).AsTask();

    private static Waiting Awaiting(TimeSpan? max, string? hint, CancellationToken cancellationToken) => new(Blocks: false, max, hint, cancellationToken);

    private static Waiting Blocking(TimeSpan? max, string? hint, CancellationToken cancellationToken) => new(Blocks: true, max, hint, cancellationToken);

    private async ValueTask<object?> Receive(TimeSpan? max, Waiting wait)
    {
        var limit = max == Timeout.InfiniteTimeSpan ? max.Value : _limits.Limit(max);
        return (await _expect.Receive(limit, wait).ConfigureAwait(false))?.Message;
    }
}
