using ActorBroker.Listener.Sessions;
using ActorBroker.Wire;

namespace ActorBroker.Listener.Handlers;

/// <summary>Appends batches (key 0).</summary>
internal sealed class ProduceHandler : IRequestHandler
{
    public ApiKey ApiKey => ApiKey.Produce;

    public void Handle(RequestContext context) => new ProduceOperation(context).Begin();
}
