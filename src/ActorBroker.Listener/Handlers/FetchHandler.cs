using ActorBroker.Listener.FetchSessions;
using ActorBroker.Listener.Sessions;
using ActorBroker.Wire;

namespace ActorBroker.Listener.Handlers;

/// <summary>Reads batches (key 1), and remembers in fetch sessions what clients read and were told (KIP-227).</summary>
internal sealed class FetchHandler(FetchSessionCache sessions) : IRequestHandler
{
    public ApiKey ApiKey => ApiKey.Fetch;

    public void Handle(RequestContext context) => new FetchOperation(context, sessions).Begin();
}
