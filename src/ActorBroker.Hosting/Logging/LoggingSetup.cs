using Akka.Actor.Setup;
using Serilog;

namespace ActorBroker.Hosting.Logging;

/// <summary>Gives an actor system the logger that <see cref="SerilogLogger"/> hands its events to.</summary>
/// <param name="logger">The logger.</param>
public sealed class LoggingSetup(ILogger logger) : Setup
{
    /// <summary>The logger.</summary>
    public ILogger Logger { get; } = logger;
}
