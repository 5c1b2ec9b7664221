using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Retention;

public sealed class RetentionDecisionTests
{
    [Fact]
    public void Segments_go_by_their_largest_timestamp_up_to_the_first_that_is_young()
    {
        var plan = new RetentionCase((5, 100), (5, 300), (5, 899), (5, 900), (5, 200)) { AgeMax = 100 }.Decide();

        Assert.Equal((new Offset(30), 3, 15L, true), (plan.NewStart, plan.SegmentCount, plan.Bytes, plan.IsComplete));
        Assert.Equal(1_001, plan.NextDue!.Value.ToUnixTimeMilliseconds());
    }

    [Fact]
    public void Nothing_goes_where_nothing_is_limited()
    {
        var plan = new RetentionCase((5, 1), (5, 2)).Decide();

        Assert.Equal((null, 0), (plan.NewStart, plan.SegmentCount));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(9, 2)]
    [InlineData(10, 2)]
    [InlineData(11, 1)]
    [InlineData(20, 1)]
    [InlineData(21, 0)]
    [InlineData(1000, 0)]
    public void What_stays_is_never_smaller_than_the_limit_of_bytes(long bytesMax, int expected)
    {
        var plan = new RetentionCase((10, 1), (10, 2), (10, 3)) { BytesMax = bytesMax }.Decide();

        Assert.Equal(expected, plan.SegmentCount);
    }

    [Theory]
    [InlineData(30, 3)]
    [InlineData(29, 2)]
    [InlineData(10, 1)]
    [InlineData(9, 0)]
    public void No_segment_goes_that_reaches_behind_the_last_stable_offset(long limit, int expected)
    {
        var plan = new RetentionCase((10, 1), (10, 2), (10, 3)) { AgeMax = 0, Limit = limit }.Decide();

        Assert.Equal(expected, plan.SegmentCount);
    }

    [Fact]
    public void The_active_segment_goes_too_when_it_is_old_but_not_when_it_is_empty()
    {
        Assert.Equal(2, new RetentionCase((10, 1), (10, 2)) { AgeMax = 10 }.Decide().SegmentCount);
        Assert.Equal(1, new RetentionCase((10, 1), (0, -1)) { AgeMax = 10, BytesMax = 0 }.Decide().SegmentCount);
    }

    [Fact]
    public void A_timestamp_in_the_future_does_not_keep_what_was_written_before_old_segments()
    {
        var plan = new RetentionCase((10, long.MaxValue), (10, 500), (10, -1), (10, 400), (10, 950)) { AgeMax = 100 }.Decide();
        var young = new RetentionCase((10, 5_000), (10, 950)) { AgeMax = 100 }.Decide();
        var old = new RetentionCase((10, 5_000), (10, 500), (0, -1)) { AgeMax = 100 }.Decide();

        Assert.Equal((0, 0, 2), (plan.SegmentCount, young.SegmentCount, old.SegmentCount));
        Assert.Equal(1_051, plan.NextDue!.Value.ToUnixTimeMilliseconds());
    }

    [Fact]
    public void A_timestamp_in_the_future_with_nothing_behind_is_waited_for()
    {
        var waiting = new RetentionCase((10, 5_000)) { AgeMax = 100 };

        Assert.Equal((0, null), (waiting.Decide().SegmentCount, waiting.Decide().NextDue));
        Assert.Equal(0, (waiting with { Now = 5_100 }).Decide().SegmentCount);
        Assert.Equal(1, (waiting with { Now = 5_101 }).Decide().SegmentCount);
    }

    [Fact]
    public void A_step_removes_no_more_than_it_may_and_says_that_more_may_go()
    {
        var old = new RetentionCase((10, 1), (10, 2), (10, 3)) { AgeMax = 10 };

        Assert.Equal((2, false), (old.Decide(2).SegmentCount, old.Decide(2).IsComplete));
        Assert.Equal((3, true), (old.Decide(3).SegmentCount, old.Decide(3).IsComplete));
    }

    [Fact]
    public void A_decision_looks_at_no_more_timestamps_than_it_needs()
    {
        var old = new RetentionCase((10, 1), (10, 2), (10, 990), (10, 991), (10, 992)) { AgeMax = 100 };
        var much = new RetentionCase((10, 1), (10, 2), (10, 3)) { BytesMax = 10 };

        Assert.Equal((2, 2), (old.Decide().SegmentCount, much.Decide().SegmentCount));
        Assert.Equal((3, 0), (old.Looks, much.Looks));
    }

    [Fact]
    public void Decisions_are_those_of_the_rules_read_one_by_one()
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        for (var round = 0; round < 20_000; round++)
        {
            var segments = Enumerable.Range(0, random.Next(1, 8)).Select(_ => (random.Next(1, 20), random.NextInt64(-1, 1_300))).ToArray();
            if (random.Next(3) == 0)
                segments[^1] = (0, -1);
            var drawn = new RetentionCase(segments)
            {
                AgeMax = random.Next(3) == 0 ? null : random.Next(1_000),
                BytesMax = random.Next(3) == 0 ? null : random.Next(100),
                Limit = random.Next(2) == 0 ? long.MaxValue : random.Next(90),
            };

            Assert.True(drawn.CountByRules() == drawn.Decide().SegmentCount, $"Seed {seed}, round {round}: {drawn}");
        }
    }
}
