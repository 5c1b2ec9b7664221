using System.Globalization;
using Akka.Simulation;

namespace ActorBroker.Simulation.Tests.Worlds;

/// <summary>
/// All that a run consists of: one clock, one source of chance, what is to happen when, and the process of the broker while there is one. One thread.
/// </summary>
/// <remarks>Every step of the process costs a few microseconds, so that what happens outside comes between any two of them.</remarks>
internal sealed class World(int seed, bool isTold)
{
    private const int StepMicrosecondsMax = 20;

    private readonly PriorityQueue<Action, (TimeSpan Due, long Number)> _events = new();
    private readonly TraceHash _trace = new();
    private readonly List<string> _told = [];
    private TimeSpan _pausedUntil;
    private long _number;

    /// <summary>Decides the run.</summary>
    public int Seed => seed;

    /// <summary>The source of all chance outside of the broker's process.</summary>
    public Random Random { get; } = new(seed);

    /// <summary>Since the run began.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>How far the broker's wall clock is from what it was set to at the beginning.</summary>
    public TimeSpan ClockStep { get; set; }

    /// <summary>The process of the broker; null while it is down.</summary>
    public ISimulatedProcess? Process { get; set; }

    /// <summary>The first thing that went wrong; null while all is well.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Of all that was noted, in order: two runs that did the same have the same.</summary>
    public ulong TraceHash => _trace.Value;

    /// <summary>What happened, a line for each; empty unless the run is told.</summary>
    public IReadOnlyList<string> Told => _told;

    /// <summary>How many steps the process took.</summary>
    public long Steps { get; private set; }

    private bool IsPaused => Now < _pausedUntil;

    private TimeSpan NextDue => _events.TryPeek(out _, out var order) ? order.Due : TimeSpan.MaxValue;

    /// <summary>Has something happen, behind all else that is due at the same time.</summary>
    public void After(TimeSpan delay, Action happens) => _events.Enqueue(happens, (Now + delay, _number++));

    /// <summary>Done after this time.</summary>
    public Task Delay(TimeSpan delay)
    {
        var over = new TaskCompletionSource();
        After(delay, over.SetResult);
        return over.Task;
    }

    /// <summary>A time from nothing up to a limit.</summary>
    public TimeSpan Some(TimeSpan limit) => limit * Random.NextDouble();

    /// <summary>Stops the process for a while; time goes on for all others.</summary>
    public void Pause(TimeSpan duration) => _pausedUntil = Now + duration;

    /// <summary>Takes up what somebody did or saw.</summary>
    public void Note(string who, string what)
    {
        _trace.Add(who, what, "", Now.Ticks);
        if (isTold)
            _told.Add(string.Create(CultureInfo.InvariantCulture, $"{Now.TotalSeconds,11:F6}  {who,-12} {what}"));
    }

    /// <summary>Takes up what a process did, when it is gone.</summary>
    public void NoteTrace(ulong trace) => _trace.Add("process", trace.ToString(CultureInfo.InvariantCulture), "", Now.Ticks);

    /// <summary>Keeps the first failure; the run ends with it.</summary>
    public void Fail(Exception failure)
    {
        if (Failure is not null)
            return;
        Failure = failure;
        Note("FAILED", failure is Violation ? failure.Message : failure.ToString());
    }

    /// <summary>Goes on until the condition holds or something went wrong.</summary>
    /// <returns>False when neither was so within <paramref name="limit"/>.</returns>
    public bool RunUntil(Func<bool> condition, TimeSpan limit)
    {
        var end = Now + limit;
        while (Failure is null && !condition())
        {
            if (Now >= end)
                return false;
            Step(end);
        }

        return true;
    }

    private void Step(TimeSpan end)
    {
        var next = NextDue;
        if (next <= Now)
            _events.Dequeue()();
        else if (Process is { IsIdle: false } busy && !IsPaused)
            Step(busy);
        else
            PassTime(next < end ? next : end);
    }

    private void Step(ISimulatedProcess process)
    {
        Steps++;
        process.Step(Now);
        Now += TimeSpan.FromMicroseconds(Random.Next(1, StepMicrosecondsMax));
    }

    private void PassTime(TimeSpan until)
    {
        if (IsPaused)
            Now = until < _pausedUntil ? until : _pausedUntil;
        else
            Now = Process?.PassTime(until) ?? until;
    }
}
