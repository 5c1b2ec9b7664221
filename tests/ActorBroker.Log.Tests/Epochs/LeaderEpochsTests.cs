using ActorBroker.Log.Epochs;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Epochs;

public sealed class LeaderEpochsTests
{
    [Fact]
    public void Nothing_is_known_of_an_empty_list()
    {
        var epochs = new LeaderEpochs();

        Assert.Equal(LeaderEpoch.None, epochs.Latest);
        Assert.Equal(EpochEnd.None, epochs.EndOffsetFor(new LeaderEpoch(3), new Offset(10)));
        Assert.Equal(LeaderEpoch.None, epochs.EpochAt(new Offset(0)));
    }

    [Fact]
    public void The_latest_epoch_ends_at_the_log_end()
    {
        var epochs = Of((2, 0), (5, 100));

        Assert.Equal(End(5, 130), epochs.EndOffsetFor(new LeaderEpoch(5), new Offset(130)));
    }

    [Fact]
    public void An_epoch_ends_where_the_next_one_begins()
    {
        var epochs = Of((2, 0), (5, 100));

        Assert.Equal(End(2, 100), epochs.EndOffsetFor(new LeaderEpoch(2), new Offset(130)));
    }

    [Fact]
    public void An_epoch_that_wrote_nothing_is_answered_by_the_largest_below_it()
    {
        var epochs = Of((2, 0), (5, 100));

        // KIP-279: never an epoch above the one asked for.
        Assert.Equal(End(2, 100), epochs.EndOffsetFor(new LeaderEpoch(4), new Offset(130)));
        Assert.Equal(End(5, 130), epochs.EndOffsetFor(new LeaderEpoch(9), new Offset(130)));
    }

    [Fact]
    public void An_epoch_below_all_that_are_left_ends_where_the_first_begins()
    {
        var epochs = Of((4, 50), (5, 100));

        Assert.Equal(End(1, 50), epochs.EndOffsetFor(new LeaderEpoch(1), new Offset(130)));
    }

    [Fact]
    public void No_requested_epoch_gets_none()
    {
        var epochs = Of((4, 50));

        Assert.Equal(EpochEnd.None, epochs.EndOffsetFor(LeaderEpoch.None, new Offset(130)));
    }

    [Fact]
    public void An_epoch_that_is_not_newer_changes_nothing()
    {
        var epochs = Of((4, 50));

        Assert.False(epochs.Assign(new LeaderEpoch(4), new Offset(60)));
        Assert.False(epochs.Assign(new LeaderEpoch(3), new Offset(70)));

        Assert.Equal([new EpochStart(new LeaderEpoch(4), new Offset(50))], epochs.Entries.ToArray());
    }

    [Fact]
    public void An_epoch_replaces_the_one_that_wrote_nothing_before_it()
    {
        var epochs = Of((4, 50), (5, 100));

        Assert.True(epochs.Assign(new LeaderEpoch(6), new Offset(100)));

        Assert.Equal(Of((4, 50), (6, 100)).Entries.ToArray(), epochs.Entries.ToArray());
    }

    [Fact]
    public void An_emptied_log_keeps_its_last_epoch_at_its_start()
    {
        var epochs = Of((4, 50), (5, 100));

        epochs.TruncateFromStart(new Offset(170));

        Assert.Equal([new EpochStart(new LeaderEpoch(5), new Offset(170))], epochs.Entries.ToArray());
    }

    [Fact]
    public void Cutting_at_the_start_of_an_epoch_forgets_it()
    {
        var epochs = Of((4, 50), (5, 100));

        Assert.True(epochs.TruncateFromEnd(new Offset(100)));
        Assert.False(epochs.TruncateFromEnd(new Offset(100)));

        Assert.Equal(new LeaderEpoch(4), epochs.Latest);
    }

    [Fact]
    public void A_negative_epoch_is_our_own_mistake()
    {
        Assert.Throws<InvariantException>(() => new LeaderEpochs().Assign(LeaderEpoch.None, new Offset(0)));
    }

    [Fact]
    public void Random_changes_agree_with_a_list_of_every_offset()
    {
        var seed = Seeds.Next();
        var random = new Random(seed);

        for (var round = 0; round < 300; round++)
        {
            var model = new EpochPerOffset();
            var epochs = new LeaderEpochs();
            for (var step = 0; step < 60; step++)
            {
                model.ChangeBoth(epochs, random);
                model.AssertAgrees(epochs, $"seed {seed}, round {round}, step {step}");
            }
        }
    }

    private static EpochEnd End(int epoch, long end) => new(new LeaderEpoch(epoch), new Offset(end));

    private static LeaderEpochs Of(params ReadOnlySpan<(int Epoch, long Start)> entries)
    {
        var epochs = new LeaderEpochs();
        foreach (var (epoch, start) in entries)
            epochs.Assign(new LeaderEpoch(epoch), new Offset(start));
        return epochs;
    }
}
