using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Controller;

/// <summary>KIP-584: nothing newer is written before every broker can read it.</summary>
public sealed class FeatureTests
{
    private readonly TestCluster _cluster = new();

    public FeatureTests()
    {
        Register(1, new FeatureRange("format", 1, 3), new FeatureRange("extra", 0, 1));
        Register(2, new FeatureRange("format", 1, 2));
    }

    [Theory]
    [InlineData("format", 2, FeatureUpdateKind.Upgrade, ErrorCode.None)]
    [InlineData("format", 3, FeatureUpdateKind.Upgrade, ErrorCode.InvalidUpdateVersion)]
    [InlineData("extra", 1, FeatureUpdateKind.Upgrade, ErrorCode.InvalidUpdateVersion)]
    [InlineData("extra", 0, FeatureUpdateKind.Upgrade, ErrorCode.None)]
    [InlineData("unknown", 1, FeatureUpdateKind.Upgrade, ErrorCode.InvalidUpdateVersion)]
    [InlineData("format", -1, FeatureUpdateKind.Upgrade, ErrorCode.InvalidUpdateVersion)]
    [InlineData("", 1, FeatureUpdateKind.Upgrade, ErrorCode.InvalidUpdateVersion)]
    [InlineData("format", 1, (FeatureUpdateKind)9, ErrorCode.InvalidUpdateVersion)]
    public void A_level_is_finalised_when_every_broker_can_run_at_it(string name, short level, FeatureUpdateKind kind, ErrorCode expected)
    {
        Assert.Equal(expected, Update(new FeatureUpdate(name, level, kind)));
        Assert.Equal(expected == ErrorCode.None ? level : 0, _cluster.Image.Features.GetValueOrDefault(name));
    }

    [Fact]
    public void A_level_goes_down_only_when_that_is_said()
    {
        Update(new FeatureUpdate("format", 2, FeatureUpdateKind.Upgrade));

        Assert.Equal(ErrorCode.InvalidUpdateVersion, Update(new FeatureUpdate("format", 1, FeatureUpdateKind.Upgrade)));
        Assert.Equal(ErrorCode.None, Update(new FeatureUpdate("format", 1, FeatureUpdateKind.SafeDowngrade)));
        Assert.Equal(ErrorCode.InvalidUpdateVersion, Update(new FeatureUpdate("format", 2, FeatureUpdateKind.UnsafeDowngrade)));
        Assert.Equal(1, _cluster.Image.Features["format"]);
    }

    [Fact]
    public void All_updates_of_a_request_happen_or_none()
    {
        var code = Update(new FeatureUpdate("format", 2, FeatureUpdateKind.Upgrade), new FeatureUpdate("extra", 1, FeatureUpdateKind.Upgrade));

        Assert.Equal(ErrorCode.InvalidUpdateVersion, code);
        Assert.Empty(_cluster.Image.Features);
        Assert.Equal(
            ErrorCode.InvalidRequest,
            Update(new FeatureUpdate("format", 1, FeatureUpdateKind.Upgrade), new FeatureUpdate("format", 2, FeatureUpdateKind.Upgrade)));
    }

    [Fact]
    public void Validation_alone_changes_nothing()
    {
        var reply = _cluster.Do<FeaturesReply>(new UpdateFeatures([new FeatureUpdate("format", 2, FeatureUpdateKind.Upgrade)], OnlyValidates: true));

        Assert.Equal(ErrorCode.None, reply.Error.Code);
        Assert.Empty(_cluster.LastDecision.Events);
    }

    [Fact]
    public void A_broker_that_cannot_run_at_the_finalised_level_is_not_registered()
    {
        Update(new FeatureUpdate("format", 2, FeatureUpdateKind.Upgrade));

        Assert.Equal(ErrorCode.UnsupportedVersion, Assert.IsType<Acknowledged>(Register(3, new FeatureRange("format", 1, 1))).Error.Code);
        Assert.Equal(ErrorCode.UnsupportedVersion, Assert.IsType<Acknowledged>(Register(4)).Error.Code);
        Assert.IsType<BrokerRegistrationReply>(Register(5, new FeatureRange("format", 2, 4)));
    }

    private ErrorCode Update(params FeatureUpdate[] updates) => _cluster.Do<FeaturesReply>(new UpdateFeatures([.. updates])).Error.Code;

    private ControllerReply Register(int id, params FeatureRange[] features) => _cluster.Do(new RegisterBroker(new BrokerRegistration
    {
        Id = new BrokerId(id),
        RunId = new Guid(id, 1, 1, new byte[8]),
        Features = [.. features],
    }));
}
