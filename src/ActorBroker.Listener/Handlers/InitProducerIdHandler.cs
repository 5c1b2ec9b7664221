using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;
using Akka.Actor;

namespace ActorBroker.Listener.Handlers;

/// <summary>Gives idempotent producers their ids (key 22). Transactional ids are refused: there are no transactions yet.</summary>
internal sealed class InitProducerIdHandler : IRequestHandler
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public ApiKey ApiKey => ApiKey.InitProducerId;

    public void Handle(RequestContext context) => context.Observe(HandleAsync(context));

    private static async Task HandleAsync(RequestContext context)
    {
        var response = context.NewResponse<InitProducerIdResponse>();
        if (context.Body<InitProducerIdRequest>().TransactionalId is not null)
            response.ErrorCode = ErrorCode.UnsupportedVersion;
        else if (!context.Allows(AclOperation.IdempotentWrite, ResourceType.Cluster, AclResources.Cluster))
            response.ErrorCode = ErrorCode.ClusterAuthorizationFailed;
        else
        {
            var allocated = await AllocateAsync(context.Doors);
            response.ErrorCode = allocated.Error;
            response.ProducerId = allocated.Id;
            response.ProducerEpoch = allocated.Error == ErrorCode.None ? new ProducerEpoch(0) : ProducerEpoch.None;
        }

        context.Respond(response);
    }

    private static async Task<AllocatedProducerId> AllocateAsync(BrokerDoors doors)
    {
        try
        {
            return await doors.ProducerIds.Ask<AllocatedProducerId>(AllocateProducerId.Instance, Timeout);
        }
        catch (AskTimeoutException)
        {
            return new AllocatedProducerId(ErrorCode.CoordinatorLoadInProgress, ProducerId.None);
        }
    }
}
