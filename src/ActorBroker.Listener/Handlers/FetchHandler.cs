using ActorBroker.Listener.Sessions;
using ActorBroker.Wire;

namespace ActorBroker.Listener.Handlers;

/// <summary>Reads batches (key 1). Fetch sessions are refused, which is legal: the answer names session 0, and clients go on without (KIP-227).</summary>
internal sealed class FetchHandler : IRequestHandler
{
    public ApiKey ApiKey => ApiKey.Fetch;

    public void Handle(RequestContext context) => new FetchOperation(context).Begin();
}
