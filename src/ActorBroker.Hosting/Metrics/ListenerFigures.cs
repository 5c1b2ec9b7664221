using ActorBroker.Listener;

namespace ActorBroker.Hosting.Metrics;

/// <summary>What a listener counts.</summary>
/// <param name="Name">Which listener.</param>
/// <param name="Connections">How many connections are open.</param>
/// <param name="Opened">How many were taken since the start.</param>
/// <param name="Requests">How long requests take.</param>
internal sealed record ListenerFigures(string Name, int Connections, long Opened, RequestDurations Requests);
