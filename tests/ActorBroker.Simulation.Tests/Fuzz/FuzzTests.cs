using System.Globalization;
using ActorBroker.Wire;

namespace ActorBroker.Simulation.Tests.Fuzz;

/// <summary>
/// Frames of real clients, changed, go through the listener's sessions and handlers to a whole broker: each is answered or ends its connection, nothing
/// goes wrong in the broker, and nobody else notices. A long run: <c>ACTORBROKER_FUZZ_FRAMES=1000000</c>; a seed again: <c>ACTORBROKER_SEED</c>.
/// </summary>
public sealed class FuzzTests
{
    private const int FramesPerBroker = 1_000;
    private const int LinesTold = 60;
    private const long MemoryLeftMax = 64 * 1024 * 1024;

    private static readonly int FramesInAll = int.Parse(Environment.GetEnvironmentVariable("ACTORBROKER_FUZZ_FRAMES") ?? "20000", CultureInfo.InvariantCulture);

    [Fact]
    public void Every_captured_frame_is_answered_as_it_is()
    {
        var run = FuzzRun.OfUnchanged(seed: 1);

        Assert.True(run.Failure is null, run.Failure);
        Assert.InRange(run.Frames.Answered, run.Frames.Sent * 95 / 100, run.Frames.Sent);
    }

    [Fact]
    public void The_captures_are_of_six_clients_and_of_every_api_that_clients_use()
    {
        var keys = CapturedFrames.ByClient.Values.SelectMany(frames => frames).Select(frame => (ApiKey)frame[5]).Distinct();

        Assert.Equal(["java-1.1.1", "java-4.3.1", "kafka-python", "kafkajs", "kcat", "librdkafka"], CapturedFrames.ByClient.Keys.Order(StringComparer.Ordinal));
        Assert.InRange(keys.Count(), 27, 100);
    }

    [Fact]
    public void Changed_frames_are_answered_or_end_their_connection_and_nobody_else_notices()
    {
        var first = Seeds.Next();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var answered = 0;
        FuzzRun? failed = null;
        var failedSeed = 0;
        Parallel.For(0, (FramesInAll + FramesPerBroker - 1) / FramesPerBroker, (index, loop) =>
        {
            var seed = unchecked(first + index) & int.MaxValue;
            var run = FuzzRun.Of(seed, FramesPerBroker);
            Interlocked.Add(ref answered, run.Frames.Answered);
            if (run.Failure is null || Interlocked.CompareExchange(ref failed, run, null) is not null)
                return;
            failedSeed = seed;
            loop.Stop();
        });

        Assert.True(failed is null, failed is null ? "" : Tell(failedSeed, failed.Failure!));
        Assert.InRange(answered, FramesInAll / 4, FramesInAll);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MemoryLeftMax);
    }

    /// <summary>What went wrong, how to see it again, and what happened before.</summary>
    private static string Tell(int seed, string failure)
    {
        var told = FuzzRun.Of(seed, FramesPerBroker, isTold: true).Told;
        return $"{failure}\nAgain: ACTORBROKER_SEED={seed} ACTORBROKER_FUZZ_FRAMES=1. The last of {told.Count} lines:\n{string.Join('\n', told.TakeLast(LinesTold))}";
    }
}
