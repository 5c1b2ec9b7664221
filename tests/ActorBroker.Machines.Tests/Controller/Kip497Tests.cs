using System.Collections.Immutable;
using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Controller;

/// <summary>KIP-497: leaders alter the ISR through the controller. One test for each thing it says; the last two are from KIP-903.</summary>
public sealed class Kip497Tests
{
    private readonly TestCluster _cluster = new(brokers: 3);
    private readonly PartitionId _id;

    public Kip497Tests() => _id = _cluster.CreateTopic("orders", 1, [1, 2, 3]);

    [Fact]
    public void An_accepted_ISR_raises_the_partition_epoch_and_not_the_leader_epoch()
    {
        var before = _cluster.StateOf(_id);

        _cluster.AlterIsr(_id, 1, 2);

        var after = _cluster.StateOf(_id);
        Assert.Equal(before.Epoch.Next, after.Epoch);
        Assert.Equal(before.LeaderEpoch, after.LeaderEpoch);
    }

    [Fact]
    public void The_answer_holds_the_new_state()
    {
        var result = _cluster.AlterIsr(_id, 1, 2);

        Assert.Same(_cluster.LastDecision.Events.OfType<PartitionsChanged>().Single().Changes[0].State, result.State);
        Assert.Equal("leader 1, replicas 1,2,3, isr 1,2", ClusterInvariants.RolesOf(result.State!));
    }

    [Fact]
    public void A_proposal_upon_an_older_partition_epoch_is_refused()
    {
        var stale = Proposal(1, 2);
        _cluster.AlterIsr(_id, 1, 3);

        var result = Propose(1, stale);

        Assert.Equal(ErrorCode.InvalidUpdateVersion, result.Error.Code);
        Assert.Equal("leader 1, replicas 1,2,3, isr 1,3", _cluster.Roles(_id));
    }

    [Fact]
    public void A_proposal_sent_again_is_refused_and_answered_with_the_state()
    {
        var proposal = Proposal(1, 2);
        Propose(1, proposal);

        var again = Propose(1, proposal);

        Assert.Equal(ErrorCode.InvalidUpdateVersion, again.Error.Code);
        Assert.Equal("leader 1, replicas 1,2,3, isr 1,2", ClusterInvariants.RolesOf(again.State!));
    }

    [Fact]
    public void A_leader_of_an_older_epoch_is_refused()
    {
        var stale = Proposal(1, 2);
        _cluster.Fence(1);
        _cluster.Unfence(1);

        Assert.Equal(ErrorCode.FencedLeaderEpoch, Propose(1, stale).Error.Code);
    }

    [Fact]
    public void An_epoch_that_this_controller_did_not_give_is_refused()
    {
        var proposal = Proposal(1, 2);

        Assert.Equal(ErrorCode.NotController, Propose(1, proposal with { Epoch = new PartitionEpoch(9) }).Error.Code);
        Assert.Equal(ErrorCode.NotController, Propose(1, proposal with { LeaderEpoch = new LeaderEpoch(9) }).Error.Code);
    }

    [Fact]
    public void Only_the_leader_is_heard()
    {
        Assert.Equal(ErrorCode.InvalidRequest, Propose(2, Proposal(1, 2)).Error.Code);
        Assert.Equal("leader 1, replicas 1,2,3, isr 1,2,3", _cluster.Roles(_id));
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(1, 2, 2)]
    [InlineData(1, 9)]
    public void An_ISR_is_made_of_replicas_with_the_leader_among_them(params int[] isr) =>
        Assert.Equal(ErrorCode.InvalidRequest, Propose(1, Proposal(isr)).Error.Code);

    [Fact]
    public void Each_partition_is_altered_or_refused_by_itself()
    {
        var other = _cluster.CreateTopic("other", 1, [1, 2]);
        var unknown = new PartitionId(_cluster.NextTopicId(), new PartitionIndex(0));
        IsrProposal[] proposals =
        [
            Proposal(1, 2),
            new(other, new LeaderEpoch(0), new PartitionEpoch(0), Members(1)),
            Proposal(1, 2) with { Id = unknown },
            Proposal(1, 2) with { Id = new PartitionId(_id.Topic, new PartitionIndex(1)) },
        ];

        var reply = _cluster.Do<IsrReply>(new AlterIsr(new BrokerId(1), _cluster.IncarnationOf(1), [.. proposals]));

        Assert.Equal(
            [ErrorCode.None, ErrorCode.None, ErrorCode.UnknownTopicId, ErrorCode.UnknownTopicOrPartition],
            reply.Partitions.Select(partition => partition.Error.Code));
        Assert.Equal("leader 1, replicas 1,2,3, isr 1,2", _cluster.Roles(_id));
        Assert.Equal("leader 1, replicas 1,2, isr 1", _cluster.Roles(other));
    }

    [Fact]
    public void The_ISR_that_there_is_already_raises_the_partition_epoch_so_that_earlier_proposals_are_void()
    {
        var roles = _cluster.Roles(_id);
        var earlier = Proposal(1, 2);

        Assert.Equal(ErrorCode.None, _cluster.AlterIsr(_id, 3, 2, 1).Error.Code);

        Assert.Equal(roles, _cluster.Roles(_id));
        var late = _cluster.Do<IsrReply>(new AlterIsr(new BrokerId(1), _cluster.IncarnationOf(1), [earlier]));
        Assert.Equal(ErrorCode.InvalidUpdateVersion, Assert.Single(late.Partitions).Error.Code);
    }

    [Fact]
    public void A_member_that_the_leader_saw_in_an_earlier_run_is_refused()
    {
        _cluster.AlterIsr(_id, 1, 3);
        var proposal = Proposal(1, 2, 3);
        _cluster.Fence(2);
        _cluster.AddBroker(2);

        Assert.Equal(ErrorCode.IneligibleReplica, Propose(1, proposal).Error.Code);
        Assert.Equal(ErrorCode.None, Propose(1, Proposal(1, 2, 3)).Error.Code);
    }

    [Fact]
    public void A_member_whose_run_the_leader_does_not_know_is_taken_by_its_number()
    {
        _cluster.AlterIsr(_id, 1, 3);
        var members = Proposal(1, 2, 3).Isr.Select(member => member with { Incarnation = Incarnation.None });

        Assert.Equal(ErrorCode.None, Propose(1, Proposal(1) with { Isr = [.. members] }).Error.Code);
    }

    private IsrProposal Proposal(params int[] isr)
    {
        var state = _cluster.StateOf(_id);
        return new IsrProposal(_id, state.LeaderEpoch, state.Epoch, Members(isr));
    }

    private ImmutableArray<ReplicaIncarnation> Members(params int[] isr) =>
    [
        .. isr.Select(id => new ReplicaIncarnation(
            new BrokerId(id), _cluster.Image.Brokers.GetValueOrDefault(new BrokerId(id))?.Incarnation ?? Incarnation.None)),
    ];

    private IsrResult Propose(int leader, IsrProposal proposal) => Assert.Single(
        _cluster.Do<IsrReply>(new AlterIsr(new BrokerId(leader), _cluster.IncarnationOf(leader), [proposal])).Partitions);
}
