using System.Collections.Concurrent;
using Akka.Actor;

namespace Akka.TestKit.Internal;

/// <summary>What a test actor got and the test has not looked at yet. Any thread adds; the test takes, one message at a time.</summary>
internal sealed class ReceivedMessages(TestClock clock)
{
    private readonly ConcurrentQueue<Envelope> _messages = new();
    private readonly SemaphoreSlim _count = new(0);
    private Envelope? _putBack;

    public bool HasMessages => _count.CurrentCount > 0;

    /// <summary>The last message taken, with its sender; null before the first.</summary>
    public Envelope? Last { get; private set; }

    public void Add(Envelope message)
    {
        _messages.Enqueue(message);
        _count.Release();
    }

    /// <summary>Null when none came within the limit.</summary>
    public async ValueTask<Envelope?> Take(TimeSpan limit, Waiting wait)
    {
        if (!await clock.Wait(_count, limit, wait.Blocks, wait.Cancellation).ConfigureAwait(false))
            return null;
        if (_putBack is { } first)
        {
            _putBack = null;
            Last = first;
        }
        else if (_messages.TryDequeue(out var next))
        {
            Last = next;
        }

        return Last;
    }

    /// <summary>Makes the last message taken the next one again.</summary>
    public void PutBack()
    {
        _putBack = Last;
        _count.Release();
    }
}
