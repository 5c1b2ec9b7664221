using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Controller;

/// <summary>The table of a broker's states in the summary of <see cref="ControllerMachine"/>, row by row.</summary>
public sealed class BrokerStatesTests
{
    private readonly TestCluster _cluster = new(brokers: 3);

    [Fact]
    public void Absent_registers_and_is_fenced()
    {
        var incarnation = _cluster.Register(9);

        var broker = _cluster.Image.Brokers[new BrokerId(9)];
        Assert.True(broker.IsFenced);
        Assert.Equal(incarnation, broker.Incarnation);
        Assert.True(incarnation > _cluster.IncarnationOf(3));
    }

    [Fact]
    public void Absent_that_partitions_name_registers_as_an_incomplete_one()
    {
        var id = _cluster.CreateTopic("orders", 2, [1, 2]);
        _cluster.Do(new UnregisterBroker(new BrokerId(2)));
        Assert.Equal("leader 1, replicas 1,2, isr 1, elr 2", _cluster.Roles(id));

        _cluster.Register(2);

        Assert.Equal("leader 1, replicas 1,2, isr 1, last known 2", _cluster.Roles(id));
    }

    [Fact]
    public void Fenced_registers_complete_and_keeps_its_roles()
    {
        var id = _cluster.CreateTopic("orders", 2, [1, 2]);
        _cluster.Fence(2);
        _cluster.Fence(1);

        _cluster.Register(2);
        _cluster.Register(1);

        Assert.Equal("no leader, replicas 1,2, isr 1, elr 2", _cluster.Roles(id));
    }

    [Fact]
    public void Fenced_registers_incomplete_and_leaves_what_another_has_as_well()
    {
        var id = _cluster.CreateTopic("orders", 2, [1, 2]);
        _cluster.Fence(2);
        _cluster.Fence(1);

        _cluster.Register(1, isComplete: false);

        Assert.Equal("no leader, replicas 1,2, isr 2, last known 1", _cluster.Roles(id));
    }

    [Fact]
    public void Fenced_may_register_with_some_replicas_incomplete()
    {
        var damaged = _cluster.CreateTopic("damaged", 2, [1, 2]);
        var sound = _cluster.CreateTopic("sound", 2, [1, 2]);
        var incarnation = _cluster.IncarnationOf(2);
        _cluster.Fence(2);

        _cluster.Do(new RegisterBroker(new BrokerRegistration
        {
            Id = new BrokerId(2),
            RunId = Guid.Empty,
            CompleteSince = incarnation,
            Incomplete = [damaged],
        }));

        Assert.Equal("leader 1, replicas 1,2, isr 1, last known 2", _cluster.Roles(damaged));
        Assert.Equal("leader 1, replicas 1,2, isr 1, elr 2", _cluster.Roles(sound));
    }

    [Fact]
    public void A_run_that_was_never_unfenced_does_not_make_its_predecessor_incomplete()
    {
        var id = _cluster.CreateTopic("orders", 2, [1, 2]);
        var written = _cluster.IncarnationOf(2);
        _cluster.Fence(2);
        _cluster.Register(2);

        _cluster.Do(new RegisterBroker(new BrokerRegistration { Id = new BrokerId(2), RunId = Guid.Empty, CompleteSince = written }));

        Assert.Equal("leader 1, replicas 1,2, isr 1, elr 2", _cluster.Roles(id));
    }

    [Fact]
    public void A_run_that_asked_in_vain_to_be_unfenced_does_not_make_its_predecessor_incomplete()
    {
        var id = _cluster.CreateTopic("orders", 2, [1, 2]);
        _cluster.Fence(2);
        var asked = _cluster.Register(2);

        _cluster.Do(new RegisterBroker(new BrokerRegistration { Id = new BrokerId(2), RunId = Guid.Empty, CompleteSince = asked }));

        Assert.Equal("leader 1, replicas 1,2, isr 1, elr 2", _cluster.Roles(id));
    }

    [Fact]
    public void Active_repeats_its_registration_and_gets_the_same_incarnation()
    {
        var registration = new BrokerRegistration { Id = new BrokerId(7), RunId = Guid.Empty };
        var first = _cluster.Do<BrokerRegistrationReply>(new RegisterBroker(registration));
        _cluster.Unfence(7);

        var second = _cluster.Do<BrokerRegistrationReply>(new RegisterBroker(registration));

        Assert.Equal(first, second);
        Assert.Empty(_cluster.LastDecision.Events);
        Assert.True(_cluster.Image.IsActive(new BrokerId(7), first.Incarnation));
    }

    [Fact]
    public void Active_is_replaced_when_its_predecessor_is_gone()
    {
        var id = _cluster.CreateTopic("orders", 1, [1, 2]);
        var before = _cluster.IncarnationOf(1);

        var incarnation = _cluster.Register(1, isPredecessorGone: true);

        Assert.True(incarnation > before);
        Assert.True(_cluster.Image.Brokers[new BrokerId(1)].IsFenced);
        Assert.Equal("leader 2, replicas 1,2, isr 2", _cluster.Roles(id));
    }

    [Fact]
    public void Active_is_not_replaced_by_another_process_of_its_number()
    {
        Assert.Equal(
            ErrorCode.DuplicateBrokerRegistration,
            _cluster.CodeOf(new RegisterBroker(new BrokerRegistration { Id = new BrokerId(1), RunId = Guid.Empty })));
        Assert.Empty(_cluster.LastDecision.Events);
    }

    [Fact]
    public void Fenced_is_unfenced_and_leads_what_has_no_leader()
    {
        var alone = _cluster.CreateTopic("alone", 1, [1]);
        var other = _cluster.CreateTopic("other", 1, [1, 2]);
        _cluster.Fence(1);
        Assert.Equal("no leader, replicas 1, isr 1", _cluster.Roles(alone));

        Assert.Equal(ErrorCode.None, _cluster.Unfence(1));

        Assert.Equal("leader 1, replicas 1, isr 1", _cluster.Roles(alone));
        Assert.Equal("leader 2, replicas 1,2, isr 2", _cluster.Roles(other));
        Assert.Equal(2, _cluster.StateOf(alone).LeaderEpoch.Value);
    }

    [Fact]
    public void Active_is_fenced_and_its_leaderships_move()
    {
        var id = _cluster.CreateTopic("orders", 1, [1, 2, 3]);

        Assert.Equal(ErrorCode.None, _cluster.Fence(1));

        Assert.Equal("leader 2, replicas 1,2,3, isr 2,3", _cluster.Roles(id));
        Assert.Equal(1, _cluster.StateOf(id).LeaderEpoch.Value);
        Assert.Equal(ErrorCode.None, _cluster.Fence(1));
        Assert.Empty(_cluster.LastDecision.Events);
    }

    [Fact]
    public void Active_shuts_down_and_its_leaderships_move()
    {
        var id = _cluster.CreateTopic("orders", 1, [1, 2, 3]);

        Assert.Equal(ErrorCode.None, _cluster.ShutDown(1));

        Assert.Equal("leader 2, replicas 1,2,3, isr 2,3", _cluster.Roles(id));
        Assert.False(_cluster.Image.Brokers[new BrokerId(1)].IsFenced);
        Assert.Equal(ErrorCode.None, _cluster.ShutDown(1));
        Assert.Empty(_cluster.LastDecision.Events);
    }

    [Fact]
    public void Shutting_down_cannot_be_unfenced()
    {
        _cluster.ShutDown(1);

        Assert.Equal(ErrorCode.InvalidRequest, _cluster.Unfence(1));
        Assert.False(_cluster.Image.IsActive(new BrokerId(1)));
    }

    [Fact]
    public void Shutting_down_is_fenced_and_starts_anew()
    {
        _cluster.ShutDown(1);
        Assert.Equal(ErrorCode.None, _cluster.Fence(1));

        _cluster.AddBroker(1);

        Assert.True(_cluster.Image.IsActive(new BrokerId(1)));
    }

    [Fact]
    public void Any_is_unregistered_and_absent()
    {
        var id = _cluster.CreateTopic("orders", 1, [1, 2]);

        Assert.Equal(ErrorCode.None, _cluster.CodeOf(new UnregisterBroker(new BrokerId(1))));

        Assert.Equal("leader 2, replicas 1,2, isr 2", _cluster.Roles(id));
        Assert.Equal(ErrorCode.BrokerIdNotRegistered, _cluster.CodeOf(new UnregisterBroker(new BrokerId(1))));
        Assert.True(_cluster.Register(1) > new Incarnation(3));
    }

    [Fact]
    public void Any_ignores_what_is_meant_for_another_run()
    {
        var (id, stale) = (new BrokerId(1), new Incarnation(99));

        Assert.Equal(ErrorCode.StaleBrokerEpoch, _cluster.CodeOf(new FenceBroker(id, stale)));
        Assert.Equal(ErrorCode.StaleBrokerEpoch, _cluster.CodeOf(new UnfenceBroker(id, stale)));
        Assert.Equal(ErrorCode.StaleBrokerEpoch, _cluster.CodeOf(new ShutDownBroker(id, stale)));
        Assert.Equal(ErrorCode.StaleBrokerEpoch, _cluster.CodeOf(new AlterIsr(id, stale, [])));
        Assert.Equal(ErrorCode.BrokerIdNotRegistered, _cluster.CodeOf(new FenceBroker(new BrokerId(9), stale)));
    }

    [Fact]
    public void A_registration_has_to_fit_the_cluster()
    {
        var registration = new BrokerRegistration { Id = new BrokerId(9), RunId = Guid.Empty };

        Assert.Equal(ErrorCode.InconsistentClusterId, _cluster.CodeOf(new RegisterBroker(registration with { ClusterId = "another" })));
        Assert.Equal(ErrorCode.InvalidRegistration, _cluster.CodeOf(new RegisterBroker(registration with { Id = new BrokerId(-1) })));
        Assert.IsType<BrokerRegistrationReply>(_cluster.Do(new RegisterBroker(registration with { ClusterId = "cluster" })));
    }

    [Fact]
    public void A_registration_that_could_not_be_stored_is_refused()
    {
        var registration = new BrokerRegistration { Id = new BrokerId(9), RunId = Guid.Empty };
        var endpoint = new BrokerEndpoint("PLAINTEXT", "host", 9092, 0);
        var tooLong = new string('x', 256);
        BrokerRegistration[] broken =
        [
            registration with { Rack = tooLong },
            registration with { Rack = "" },
            registration with { Endpoints = [endpoint with { Port = 65_536 }] },
            registration with { Endpoints = [endpoint with { Port = 0 }] },
            registration with { Endpoints = [endpoint with { Listener = "" }] },
            registration with { Endpoints = [endpoint with { Host = tooLong }] },
            registration with { Endpoints = [endpoint with { SecurityProtocol = -1 }] },
            registration with { Endpoints = [endpoint, endpoint] },
            registration with { Features = [new FeatureRange("format", 3, 2)] },
            registration with { Features = [new FeatureRange("format", -1, 2)] },
            registration with { LogDirectories = [.. new Guid[1_025]] },
        ];

        Assert.All(broken, refused => Assert.Equal(ErrorCode.InvalidRegistration, _cluster.CodeOf(new RegisterBroker(refused))));
        Assert.IsType<BrokerRegistrationReply>(_cluster.Do(new RegisterBroker(registration with { Rack = tooLong[1..], Endpoints = [endpoint] })));
    }
}
