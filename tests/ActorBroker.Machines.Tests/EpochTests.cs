namespace ActorBroker.Machines.Tests;

public class EpochTests
{
    [Fact]
    public void Next_epoch_is_higher_than_all_before()
    {
        var partition = PartitionEpoch.None.Next;
        var incarnation = Incarnation.None.Next;
        var controller = ControllerEpoch.None.Next;

        Assert.True(partition.Next > partition && partition > PartitionEpoch.None);
        Assert.True(incarnation.Next > incarnation && incarnation > Incarnation.None);
        Assert.True(controller.Next > controller && controller > ControllerEpoch.None);
    }

    [Fact]
    public void Epoch_that_cannot_rise_further_says_so() =>
        Assert.Throws<OverflowException>(() => new PartitionEpoch(int.MaxValue).Next);
}
