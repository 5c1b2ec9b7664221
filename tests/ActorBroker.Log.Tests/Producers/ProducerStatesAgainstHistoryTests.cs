using ActorBroker.Log.Directories;
using ActorBroker.Log.Producers;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Producers;

/// <summary>Random traffic: the states' answers are those of the whole history read again, on a leader, after replay and after a snapshot.</summary>
public sealed class ProducerStatesAgainstHistoryTests
{
    private readonly int _seed;
    private readonly Random _random;
    private readonly ProducerHistory _history = new();
    private readonly ProducerTraffic _traffic;
    private ProducerStates _states = new(new ProducerStateOptions());
    private long _end;

    public ProducerStatesAgainstHistoryTests()
    {
        _seed = Seeds.Next();
        _random = new Random(_seed);
        _traffic = new ProducerTraffic(_random, _history);
    }

    [Fact]
    public void A_leader_takes_and_refuses_as_the_whole_history_tells()
    {
        for (var step = 0; step < 1_500; step++)
        {
            var appends = CheckSome();
            if (_random.Next(10) == 0)
                _states.ForgetChecked();
            else
                appends.ForEach(AppendAndCompare);
        }
    }

    [Fact]
    public void A_follower_follows_whatever_the_log_holds()
    {
        for (var step = 0; step < 1_500; step++)
            AppendAndCompare(_traffic.Next());
    }

    [Fact]
    public void A_snapshot_and_the_batches_behind_it_give_the_same_state_as_all_batches()
    {
        for (var step = 0; step < 600; step++)
        {
            AppendAndCompare(_traffic.Next());
            if (_random.Next(4) != 0)
                continue;

            var reloaded = new ProducerStates(new ProducerStateOptions());
            var condition = reloaded.LoadSnapshot(_states.TakeSnapshot(), _states.NextOffset);
            Assert.True(condition == StateFileCondition.Sound, Context);

            // A log's recovery applies batches that the snapshot holds already.
            foreach (var batch in _history.Log.TakeLast(3))
                reloaded.Apply(batch.Open());
            _states = reloaded;
            Compare();
        }
    }

    private string Context => $"seed {_seed}, log end {_end}";

    /// <summary>Checks a few batches before any is applied; returns those that were accepted.</summary>
    private List<TestBatch> CheckSome()
    {
        List<TestBatch> accepted = [];
        for (var count = _random.Next(1, 4); count > 0; count--)
        {
            var batch = _traffic.Next();
            var expected = _history.Check(batch, accepted);
            var actual = _states.Check(batch.Open());
            Assert.True(expected == actual, $"{batch}: expected {expected}, got {actual}, {Context}");
            if (actual.IsAccepted)
                accepted.Add(batch);
        }

        return accepted;
    }

    private void AppendAndCompare(TestBatch batch)
    {
        batch = batch with { Offset = _end };
        _end += batch.Count;
        _history.Append(batch);
        var completed = _states.Apply(batch.Open());

        Assert.True(_history.LastCompleted() == completed, $"{batch} completed {completed}, {Context}");
        Compare();
    }

    private void Compare()
    {
        Assert.True(_states.NextOffset.Value == _end, Context);
        var highWatermark = _random.NextInt64(_end + 1);
        var unstable = _states.FirstUnstableOffset(new Offset(highWatermark)).Value;
        var expected = _history.FirstUnstableOffset(highWatermark);
        Assert.True(expected == unstable, $"first unstable at {highWatermark}: {expected}, got {unstable}, {Context}");
        for (var producer = 0; producer < 4; producer++)
        {
            ProducerDescription? known = _states.TryDescribe(new ProducerId(producer), out var description) ? description : null;
            Assert.True(_history.Describe(producer) == known, $"{known}, {Context}");
        }
    }
}
