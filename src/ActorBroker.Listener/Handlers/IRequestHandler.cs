using ActorBroker.Listener.Sessions;
using ActorBroker.Wire;

namespace ActorBroker.Listener.Handlers;

/// <summary>Answers the requests of one API.</summary>
/// <remarks>One object serves all connections. It may answer at once, or later from any thread; it answers each request once.</remarks>
internal interface IRequestHandler
{
    /// <summary>The API.</summary>
    ApiKey ApiKey { get; }

    /// <summary>Begins to answer a request; returns before long.</summary>
    void Handle(RequestContext context);
}
