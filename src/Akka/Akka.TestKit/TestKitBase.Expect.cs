using System.Collections;
using Akka.Actor;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

/// <content>The synchronous form of expectations.</content>
public abstract partial class TestKitBase
{
    /// <summary>The next message must be a <typeparamref name="T"/>.</summary>
    /// <param name="hint">The test's own words for the failure message.</param>
    public T ExpectMsg<T>(TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Forms.Sync(_expect.Expect<T>(Expectations.Any<T>(), (_, _) => true, Blocking(duration, hint, cancellationToken)));

    /// <summary>The next message must equal the given one.</summary>
    public T ExpectMsg<T>(T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Forms.Sync(_expect.Expect(message, Blocking(timeout, hint, cancellationToken)));

    public T ExpectMsg<T>(T expected, Func<T, T, bool> comparer, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Forms.Sync(_expect.Expect<T>($"[{expected}]", (message, _) => comparer(expected, message), Blocking(timeout, hint, cancellationToken)));

    public T ExpectMsg<T>(Predicate<T> isMessage, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Forms.Sync(_expect.Expect<T>(Expectations.Fitting<T>(), (message, _) => isMessage(message), Blocking(timeout, hint, cancellationToken)));

    public T ExpectMsg<T>(Func<T, IActorRef, bool> isMessageAndSender, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Forms.Sync(_expect.Expect(Expectations.Fitting<T>(), isMessageAndSender, Blocking(timeout, hint, cancellationToken)));

    public T ExpectMsg<T>(Action<T> assert, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Forms.Sync(_expect.Expect(Expectations.Any<T>(), Expectations.Asserting<T>((message, _) => assert(message)), Blocking(timeout, hint, cancellationToken)));

    public T ExpectMsg<T>(Action<T, IActorRef> assertMessageAndSender, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Forms.Sync(_expect.Expect(Expectations.Any<T>(), Expectations.Asserting(assertMessageAndSender), Blocking(timeout, hint, cancellationToken)));

    public T ExpectMsgFrom<T>(IActorRef sender, TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Forms.Sync(_expect.ExpectFrom<T>(sender, _ => true, Expectations.Any<T>(), Blocking(duration, hint, cancellationToken)));

    public T ExpectMsgFrom<T>(IActorRef sender, T message, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Forms.Sync(_expect.ExpectFrom<T>(sender, came => Equals(came, message), $"[{message}]", Blocking(timeout, hint, cancellationToken)));

    /// <summary>The next message must equal one of the given ones.</summary>
    public T ExpectMsgAnyOf<T>(IEnumerable<T> messages, CancellationToken cancellationToken = default) =>
        Forms.Sync(_expect.ExpectAnyOf([.. messages], Blocking(null, null, cancellationToken)));

    /// <summary>As many messages as are given must come, in any order, and each of the given ones among them.</summary>
    /// <returns>What came, in its order.</returns>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(params T[] messages) => Forms.Sync(_expect.ExpectAllOf(messages, Blocking(null, null, default)));

    /// <inheritdoc cref="ExpectMsgAllOf{T}(T[])"/>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(TimeSpan max, params T[] messages) => Forms.Sync(_expect.ExpectAllOf(messages, Blocking(max, null, default)));

    /// <summary>The next message must be the <see cref="Terminated"/> of a watched actor.</summary>
    public Terminated ExpectTerminated(IActorRef target, TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Forms.Sync(_expect.ExpectTerminated(target, Blocking(timeout, hint, cancellationToken)));

    /// <summary>No message may come within the time, and none may be there that was not examined.</summary>
    public void ExpectNoMsg(CancellationToken cancellationToken = default) => Forms.Sync(_expect.ExpectNone(null, Blocking(null, null, cancellationToken)));

    public void ExpectNoMsg(TimeSpan duration, CancellationToken cancellationToken = default) =>
        Forms.Sync(_expect.ExpectNone(duration, Blocking(null, null, cancellationToken)));

    public void ExpectNoMsg(int milliseconds, CancellationToken cancellationToken = default) =>
        ExpectNoMsg(TimeSpan.FromMilliseconds(milliseconds), cancellationToken);

    /// <summary>Takes messages until one fulfils the condition.</summary>
    public object FishForMessage(Predicate<object> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        FishForMessage<object>(isMessage, max, hint, cancellationToken);

    /// <summary>Takes messages until one is of the type and fulfils the condition.</summary>
    public T FishForMessage<T>(Predicate<T> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        FishForMessage(isMessage, [], max, hint, cancellationToken);

    /// <inheritdoc cref="FishForMessage{T}(Predicate{T}, TimeSpan?, string, CancellationToken)"/>
    /// <param name="allMessages">Gets those that were passed over.</param>
    public T FishForMessage<T>(Predicate<T> isMessage, ArrayList allMessages, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        Forms.Sync(_expect.Fish(isMessage, allMessages, Blocking(max, hint, cancellationToken)));

    /// <summary>The next message, whatever it is; null when none comes in time.</summary>
    /// <param name="max">Infinite is allowed; zero: only what is there.</param>
    public object? ReceiveOne(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        Forms.Sync(Receive(max, Blocking(null, null, cancellationToken)));

    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, CancellationToken cancellationToken = default) =>
        Forms.Sync(_expect.ReceiveN(numberOfMessages, Blocking(null, null, cancellationToken)));

    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, TimeSpan max, CancellationToken cancellationToken = default) =>
        Forms.Sync(_expect.ReceiveN(numberOfMessages, Blocking(max, null, cancellationToken)));

    /// <summary>Takes messages as long as the filter makes something of them; the one for which it gives null stays.</summary>
    /// <param name="idle">The longest silence between messages; null: any.</param>
    public IReadOnlyList<T> ReceiveWhile<T>(
        Func<object, T?> filter, TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue, CancellationToken cancellationToken = default)
        where T : class => Forms.Sync(_expect.ReceiveWhile(Expectations.While(filter), idle, msgs, Blocking(max, null, cancellationToken)));

    /// <summary>Takes messages of the type as long as they fulfil the condition; the one that does not stays.</summary>
    /// <param name="shouldIgnoreOtherMessageTypes">True: messages of other types are passed over; false: the first one ends it, and stays.</param>
    public IReadOnlyList<T> ReceiveWhile<T>(
        Predicate<T> shouldContinue, TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue, bool shouldIgnoreOtherMessageTypes = true, CancellationToken cancellationToken = default)
        where T : class => Forms.Sync(_expect.ReceiveWhile(Expectations.While(shouldContinue, shouldIgnoreOtherMessageTypes), idle, msgs, Blocking(max, null, cancellationToken)));

    /// <summary>Runs a block that must end in time; expectations in it have until then.</summary>
    /// <param name="epsilonValue">By how much the block may take longer; not dilated.</param>
    public void Within(TimeSpan max, Action action, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(TimeSpan.Zero, max, action, null, epsilonValue, cancellationToken);

    /// <param name="min">How long the block must take at least; not dilated.</param>
    /// <inheritdoc cref="Within(TimeSpan, Action, TimeSpan?, CancellationToken)"/>
    public void Within(TimeSpan min, TimeSpan max, Action action, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(min, max, Forms.Valued(action), hint, epsilonValue, cancellationToken);

    /// <inheritdoc cref="Within(TimeSpan, Action, TimeSpan?, CancellationToken)"/>
    public T Within<T>(TimeSpan max, Func<T> function, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(TimeSpan.Zero, max, function, null, epsilonValue, cancellationToken);

    /// <inheritdoc cref="Within(TimeSpan, TimeSpan, Action, string, TimeSpan?, CancellationToken)"/>
    public T Within<T>(TimeSpan min, TimeSpan max, Func<T> function, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Forms.Sync(_limits.Within(min, Blocking(max, hint, cancellationToken), epsilonValue, Forms.Tasked(function)));

    /// <summary>Repeats an assertion until it does not throw; in the end its last exception is the test's.</summary>
    /// <param name="interval">Null: 100 ms.</param>
    public void AwaitAssert(Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        Forms.Sync(_expect.UntilDone(Forms.Tasked(Forms.Valued(assertion)), interval, Blocking(duration, null, cancellationToken)));

    /// <summary>Asks again and again until the condition holds.</summary>
    public void AwaitCondition(Func<bool> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, null, null, null, cancellationToken);

    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, max, null, null, cancellationToken);

    /// <param name="interval">Null: 100 ms.</param>
    /// <param name="message">For the failure message.</param>
    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null, CancellationToken cancellationToken = default) =>
        Forms.Sync(_expect.UntilTrue(Forms.Tasked(conditionIsFulfilled), interval, Blocking(max, message, cancellationToken)));
}
