namespace Akka.TestKit.Internal;

/// <summary>How an expectation waits.</summary>
/// <param name="Blocks">True for the synchronous form: the thread is blocked, so that the result is there when the call returns.</param>
/// <param name="Max">As the test says it, not dilated; null: what is left of the innermost <c>Within</c>, or the default.</param>
/// <param name="Hint">The test's own words, for the failure message.</param>
internal readonly record struct Waiting(bool Blocks, TimeSpan? Max, string? Hint, CancellationToken Cancellation);
