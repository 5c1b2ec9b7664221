using ActorBroker.Broker.Doors;
using ActorBroker.Listener.FetchSessions;
using ActorBroker.Listener.Sessions;
using ActorBroker.Wire;

namespace ActorBroker.Listener.Handlers;

/// <summary>The handlers by API key: what is here is what the broker offers.</summary>
internal sealed class HandlerTable
{
    private readonly IRequestHandler?[] _byKey;

    /// <param name="doors">The broker.</param>
    /// <param name="authenticates">True when clients have to prove who they are; else the APIs for that are not offered.</param>
    public HandlerTable(BrokerDoors doors, bool authenticates = false)
    {
        var sessions = new FetchSessionCache(doors.Configs.FetchSessionsMax, doors.NewId, doors.Clock);
        IRequestHandler[] all =
        [
            new ProduceHandler(), new FetchHandler(sessions), new ListOffsetsHandler(), new MetadataHandler(), new ApiVersionsHandler(this),
            new CreateTopicsHandler(), new DeleteTopicsHandler(), new DeleteRecordsHandler(), new InitProducerIdHandler(),
            new OffsetForLeaderEpochHandler(), new DescribeConfigsHandler(), new DescribeClusterHandler(),
            new AlterConfigsHandler(), new IncrementalAlterConfigsHandler(), new CreatePartitionsHandler(), new DescribeTopicPartitionsHandler(),
            new DescribeLogDirsHandler(), new DescribeProducersHandler(),
            new ElectLeadersHandler(), new AlterPartitionReassignmentsHandler(), new ListPartitionReassignmentsHandler(),
            new FindCoordinatorHandler(), new JoinGroupHandler(), new SyncGroupHandler(), new HeartbeatHandler(), new LeaveGroupHandler(),
            new OffsetCommitHandler(), new OffsetFetchHandler(), new OffsetDeleteHandler(),
            new DescribeGroupsHandler(), new ListGroupsHandler(), new DeleteGroupsHandler(),
            .. authenticates ? [new SaslHandshakeHandler(), new SaslAuthenticateHandler()] : Array.Empty<IRequestHandler>(),
        ];
        _byKey = new IRequestHandler[all.Max(handler => (int)handler.ApiKey) + 1];
        foreach (var handler in all)
            _byKey[(int)handler.ApiKey] = handler;
        Profile = ApiProfile.Default.Only(all.Select(handler => handler.ApiKey));
    }

    /// <summary>The APIs and versions that are taken and advertised.</summary>
    public ApiProfile Profile { get; }

    /// <summary>How long their answers take.</summary>
    public RequestDurations Durations { get; } = new();

    /// <summary>Has the API's handler answer a request; the connection takes none that has no handler.</summary>
    public void Handle(RequestContext context, ApiKey key) => _byKey[(int)key]!.Handle(context);
}
