using System.Collections;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Akka.Actor;

namespace Akka.TestKit.Internal;

/// <summary>
/// What a test may expect of its test actor's messages. One body serves both forms: with <see cref="Waiting.Blocks"/> every task here
/// has ended when it is returned.
/// </summary>
internal sealed class Expectations(ReceivedMessages received, TimeLimits limits, TestClock clock, ITestKitAssertions assertions)
{
    /// <summary>One message, of type <typeparamref name="T"/>, that is as expected.</summary>
    /// <param name="wanted">For failure messages.</param>
    /// <param name="isWanted">May also say no by an assertion of its own that throws.</param>
    public async ValueTask<T> Expect<T>(string wanted, Func<T, IActorRef, bool> isWanted, Waiting wait)
    {
        var start = clock.Now;
        var limit = limits.Limit(wait.Max);
        if (await Receive(limit, wait).ConfigureAwait(false) is not { } envelope)
            throw Failure($"Expected {wanted} within {Words.Seconds(limit)}; nothing came{Words.Hint(wait.Hint)}");
        if (envelope.Message is not T message || !isWanted(message, envelope.Sender))
            throw Failure($"Expected {wanted}; after {Words.Seconds(clock.Now - start)} came {Words.Message(envelope)}{Words.Hint(wait.Hint)}");
        return message;
    }

    /// <summary>A message that equals the given one, as the test framework sees it; it also says what the difference is.</summary>
    public ValueTask<T> Expect<T>(T expected, Waiting wait)
    {
        var start = clock.Now;
        return Expect<T>($"[{expected}]", IsEqual, wait);

        bool IsEqual(T message, IActorRef sender)
        {
            if (!Equals(expected, message))
                assertions.AssertEqual(expected, message, "{0}", $"Expected [{expected}]; after {Words.Seconds(clock.Now - start)} came {Words.Message(message!)} from {sender}{Words.Hint(wait.Hint)}");
            return true;
        }
    }

    public ValueTask<T> ExpectFrom<T>(IActorRef sender, Func<T, bool> isWanted, string wanted, Waiting wait) =>
        Expect<T>($"{wanted} from {sender}", (message, from) => sender.Equals(from) && isWanted(message), wait);

    public ValueTask<T> ExpectAnyOf<T>(IReadOnlyCollection<T> messages, Waiting wait) =>
        Expect<T>($"one of {Words.Messages(messages)}", (message, _) => messages.Contains(message), wait);

    public ValueTask<Terminated> ExpectTerminated(IActorRef target, Waiting wait) =>
        Expect<Terminated>($"the end of {target}", (message, _) => message.ActorRef.Equals(target), wait);

    /// <summary>As many messages as are given, in any order.</summary>
    public async IAsyncEnumerable<T> ExpectAllOf<T>(IReadOnlyCollection<T> messages, Waiting wait)
    {
        List<object> came = [];
        await foreach (var message in ReceiveN(messages.Count, wait).ConfigureAwait(false))
            came.Add(message);
        var missing = messages.Where(message => !came.Contains(message!)).ToList();
        var surplus = came.Where(message => message is not T typed || !messages.Contains(typed)).ToList();
        if (missing.Count + surplus.Count > 0)
            throw Failure($"Expected all of {Words.Messages(messages)}; came {Words.Messages(came)}: missing {Words.Messages(missing)}, not expected {Words.Messages(surplus)}{Words.Hint(wait.Hint)}");
        foreach (var message in came)
            yield return (T)message;
    }

    /// <param name="duration">Null: what is left of the innermost <c>Within</c>, or the default.</param>
    public async ValueTask ExpectNone(TimeSpan? duration, Waiting wait)
    {
        var start = clock.Now;
        var limit = limits.Limit(duration);
        var envelope = await Receive(limit, wait).ConfigureAwait(false);
        limits.LastMayUseUp = true;
        if (envelope is { } came)
            throw Failure($"Expected no message within {Words.Seconds(limit)}; after {Words.Seconds(clock.Now - start)} came {Words.Message(came)}");
    }

    /// <summary>Takes messages until one is of type <typeparamref name="T"/> and fulfils the condition.</summary>
    /// <param name="others">Gets those that were passed over.</param>
    public async ValueTask<T> Fish<T>(Predicate<T> isWanted, ArrayList others, Waiting wait)
    {
        var limit = limits.Limit(wait.Max);
        var end = clock.Now + limit;
        var before = others.Count;
        while (await Receive(TimeLimits.NotNegative(end - clock.Now), wait).ConfigureAwait(false) is { } envelope)
        {
            if (envelope.Message is T message && isWanted(message))
                return message;
            others.Add(envelope.Message);
        }

        throw Failure($"Fished for {Fitting<T>()}, for {Words.Seconds(limit)}; came {Words.Messages(others.Cast<object>().Skip(before))}{Words.Hint(wait.Hint)}");
    }

    public async IAsyncEnumerable<object> ReceiveN(int count, Waiting wait)
    {
        var limit = limits.Limit(wait.Max);
        var end = clock.Now + limit;
        List<object> came = [];
        while (came.Count < count)
        {
            if (await Receive(TimeLimits.NotNegative(end - clock.Now), wait).ConfigureAwait(false) is not { } envelope)
                throw Failure($"Expected {count} messages within {Words.Seconds(limit)}; came {came.Count}: {Words.Messages(came)}");
            came.Add(envelope.Message);
            yield return envelope.Message;
        }
    }

    /// <summary>Takes messages as long as the filter gives something for them; the message that ends it stays.</summary>
    /// <param name="filter">The result and whether to go on; a null result with <c>true</c> passes a message over.</param>
    /// <param name="idle">The longest silence; null: any.</param>
    public async IAsyncEnumerable<T> ReceiveWhile<T>(
        Func<object, (T? Result, bool GoesOn)> filter, TimeSpan? idle, int count, Waiting wait)
        where T : class
    {
        var end = clock.Now + limits.Limit(wait.Max);
        for (var taken = 0; taken < count;)
        {
            var left = TimeLimits.NotNegative(end - clock.Now);
            var limit = idle is { } silence && silence != Timeout.InfiniteTimeSpan && silence < left ? silence : left;
            var envelope = await Receive(limit, wait).ConfigureAwait(false);
            limits.LastMayUseUp = true;
            if (envelope is null)
                yield break;
            var (result, goesOn) = filter(envelope.Value.Message);
            if (!goesOn)
            {
                received.PutBack();
                yield break;
            }

            if (result is null)
                continue;
            taken++;
            yield return result;
        }
    }

    /// <summary>Null when nothing came.</summary>
    public ValueTask<Envelope?> Receive(TimeSpan limit, Waiting wait)
    {
        limits.LastMayUseUp = false;
        return received.Take(limit, wait);
    }

    /// <summary>Asks again and again, at least once, until the condition holds or the time is over.</summary>
    public async ValueTask<bool> Until(Func<Task<bool>> condition, TimeSpan limit, TimeSpan? interval, Waiting wait)
    {
        var end = clock.Now + limit;
        while (!await condition().ConfigureAwait(false))
        {
            var left = end - clock.Now;
            if (left <= TimeSpan.Zero)
                return false;
            var pause = interval ?? TimeSpan.FromMilliseconds(100);
            await clock.Pause(pause < left ? pause : left, wait.Blocks, wait.Cancellation).ConfigureAwait(false);
        }

        return true;
    }

    public async ValueTask UntilTrue(Func<Task<bool>> condition, TimeSpan? interval, Waiting wait)
    {
        var limit = limits.Limit(wait.Max);
        if (!await Until(condition, limit, interval, wait).ConfigureAwait(false))
            throw Failure($"The condition did not hold within {Words.Seconds(limit)}{Words.Hint(wait.Hint)}");
    }

    /// <summary>Repeats what throws until it does not; when the time is over, the last exception is the test's.</summary>
    public async ValueTask UntilDone(Func<Task> assertion, TimeSpan? interval, Waiting wait)
    {
        ExceptionDispatchInfo? last = null;
        var holds = await Until(
            async () =>
            {
                try
                {
                    await assertion().ConfigureAwait(false);
                    return true;
                }
                catch (Exception e)
                {
                    last = ExceptionDispatchInfo.Capture(e);
                    return false;
                }
            },
            limits.Limit(wait.Max), interval, wait).ConfigureAwait(false);
        if (!holds)
            last!.Throw();
    }

    /// <summary>A filter for <see cref="ReceiveWhile"/> that ends at the first null.</summary>
    public static Func<object, (T? Result, bool GoesOn)> While<T>(Func<object, T?> filter)
        where T : class => message => filter(message) is { } result ? (result, true) : (null, false);

    /// <inheritdoc cref="While{T}(Func{object, T})"/>
    public static Func<object, (T? Result, bool GoesOn)> While<T>(Predicate<T> goesOn, bool passesOthers)
        where T : class => message => message is not T typed ? (null, passesOthers) : goesOn(typed) ? (typed, true) : (null, false);

    public static string Any<T>() => $"a message of type [{typeof(T)}]";

    public static string Fitting<T>() => $"{Any<T>()} that fulfils the condition";

    public static Func<T, IActorRef, bool> Asserting<T>(Action<T, IActorRef> assertion) => (message, sender) =>
    {
        assertion(message, sender);
        return true;
    };

    // The assertions throw; what is returned is for the compiler, and for assertions that do not.
    private UnreachableException Failure(string text)
    {
        assertions.Fail("{0}", text);
        return new UnreachableException($"{assertions.GetType()}.Fail did not throw: {text}");
    }
}
