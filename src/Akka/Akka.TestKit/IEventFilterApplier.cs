namespace Akka.TestKit;

/// <summary>
/// Puts event filters around a block. To expect a number means: as soon as the block has ended the events must come, within a time limit, exactly
/// that many. None: for the whole of the time limit. What the filters take is not printed.
/// </summary>
/// <remarks>
/// A time limit that is not given is <c>akka.test.filter-leeway</c>; both are dilated. Of the events behind the last one that was expected
/// those count that were logged before that one was counted.
/// </remarks>
public interface IEventFilterApplier
{
    /// <summary>Further filters; an event counts that any of them takes.</summary>
    EventFilterFactory And { get; }

    void ExpectOne(Action action, CancellationToken cancellationToken = default);

    void ExpectOne(TimeSpan timeout, Action action, CancellationToken cancellationToken = default);

    T ExpectOne<T>(Func<T> func, CancellationToken cancellationToken = default);

    Task ExpectOneAsync(Func<Task> actionAsync, CancellationToken cancellationToken = default);

    Task ExpectOneAsync(TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default);

    void Expect(int expectedCount, Action action, CancellationToken cancellationToken = default);

    void Expect(int expectedCount, TimeSpan timeout, Action action, CancellationToken cancellationToken = default);

    T Expect<T>(int expectedCount, Func<T> func, CancellationToken cancellationToken = default);

    Task ExpectAsync(int expectedCount, Func<Task> actionAsync, CancellationToken cancellationToken = default);

    Task ExpectAsync(int expectedCount, TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default);

    /// <summary>Keeps the events from being printed, however many come.</summary>
    IUnmutableFilter Mute();

    /// <summary>Keeps events from being printed that are logged while the block runs.</summary>
    void Mute(Action action, CancellationToken cancellationToken = default);

    Task MuteAsync(Func<Task> action, CancellationToken cancellationToken = default);
}
