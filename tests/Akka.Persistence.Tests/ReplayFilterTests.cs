using Akka.Persistence.Journal;

namespace Akka.Persistence.Tests;

/// <summary>Events of two writers in one replay, written as <c>writer + sequence number</c>.</summary>
public sealed class ReplayFilterTests : IDisposable
{
    private readonly SimulatedPersistence _simulated = new(seed: 1);

    public void Dispose() => _simulated.Dispose();

    [Theory]
    [InlineData("a1 a2 a3", "a1 a2 a3")]
    [InlineData("a1 a2 a2 a3", "a1 a2 a2 a3")]
    [InlineData("a1 a2 b3 b4", "a1 a2 b3 b4")]
    [InlineData("a1 a2 a3 b3 b4", "a1 a2 b3 b4")]
    [InlineData("a1 a2 b2 a3 b3", "a1 b2 b3")]
    [InlineData("a1 a2 b3 a3 a4 b4", "a1 a2 b3 b4")]
    [InlineData("a1 a3 a2 a4", "a1 a3 a4")]
    [InlineData("a1 b2 c3 a4 b4 c4", "a1 b2 c3 c4")]
    public void Events_of_an_old_writer_are_left_out(string stored, string replayed) =>
        Assert.Equal(replayed, Replay(stored, ReplayFilterMode.RepairByDiscardOld, out _));

    [Theory]
    [InlineData("a1 a2 a3 b3 b4")]
    [InlineData("a1 a2 b3 a3 b4")]
    [InlineData("a1 a3 a2")]
    public void A_replay_with_two_writers_fails_passes_with_a_warning_or_passes(string stored)
    {
        var failed = Replay(stored, ReplayFilterMode.Fail, out var error);

        Assert.NotNull(error);
        Assert.NotEqual(stored, failed);
        Assert.Equal(stored, Replay(stored, ReplayFilterMode.Warn, out _));
        Assert.Equal(stored, Replay(stored, ReplayFilterMode.Disabled, out _));
    }

    [Fact]
    public void Events_outside_the_window_have_gone()
    {
        var replayed = Replay("a1 a2 a3 a4 b2", ReplayFilterMode.RepairByDiscardOld, out _, windowSize: 2);

        Assert.Equal("a1 a2 a3 b2", replayed);
    }

    private string Replay(string stored, ReplayFilterMode mode, out Exception? error, int windowSize = 100)
    {
        List<string> replayed = [];
        var filter = new ReplayFilter(@event => replayed.Add($"{@event.WriterGuid}{@event.SequenceNr}"), mode, windowSize, 10, _simulated.System);
        foreach (var @event in stored.Split(' '))
            filter.Pass(new Persistent("x", @event[1] - '0', "id", writerGuid: @event[..1]));
        filter.Flush();
        error = filter.Failure;
        return string.Join(' ', replayed);
    }
}
