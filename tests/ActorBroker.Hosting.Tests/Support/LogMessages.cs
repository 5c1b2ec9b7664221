using System.Collections.Concurrent;
using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace ActorBroker.Hosting.Tests.Support;

/// <summary>Keeps what is logged, from a level on.</summary>
internal sealed class LogMessages : IDisposable
{
    private readonly Sink _sink = new();
    private readonly Logger _logger;

    public LogMessages(LogEventLevel least) => _logger = new LoggerConfiguration().MinimumLevel.Is(least).WriteTo.Sink(_sink).CreateLogger();

    /// <summary>Takes them.</summary>
    public ILogger Logger => _logger;

    /// <summary>What came, in order.</summary>
    public IEnumerable<string> All => _sink.Messages;

    public void Dispose() => _logger.Dispose();

    private sealed class Sink : ILogEventSink
    {
        public ConcurrentQueue<string> Messages { get; } = new();

        public void Emit(LogEvent logEvent) => Messages.Enqueue(logEvent.RenderMessage(CultureInfo.InvariantCulture));
    }
}
