using System.Collections.Concurrent;
using System.Net;
using ActorBroker.Log.Disk;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace ActorBroker.Hosting.Tests.Support;

/// <summary>Starts hosts on a memory disk, behind a door that nobody comes through.</summary>
internal sealed class HostKit : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly LogSink _sink = new();
    private readonly Logger _logger;
    private readonly Random _random = new(1);

    public HostKit() => _logger = new LoggerConfiguration().WriteTo.Sink(_sink).CreateLogger();

    /// <summary>The disk that outlives the hosts.</summary>
    public MemoryDisk Disk { get; } = new();

    /// <summary>What was done, in order.</summary>
    public ConcurrentQueue<string> Steps { get; } = new();

    /// <summary>What was logged, in order.</summary>
    public IEnumerable<LogEvent> Logged => _sink.Logged;

    /// <summary>The first event whose text contains this, once it was logged: actors' events are on their way when a host has started.</summary>
    public Task<LogEvent> LoggedAsync(string text) => _sink.FindAsync(text).WaitAsync(Patience);

    /// <summary>The doors of hosts that start from now on close when this is done.</summary>
    public Task DoorClosable { get; set; } = Task.CompletedTask;

    public Task<BrokerHost> StartAsync(string hocon = "", CancellationToken cancellation = default) => BrokerHost.StartAsync(
        Configs.Of($"actorbroker.data.directories = [\"/data\"]\nactorbroker.http.listen = off\n{hocon}"),
        Platform(),
        (_, _, _) =>
        {
            Steps.Enqueue("bound");
            return new FakeDoor(new IPEndPoint(IPAddress.Loopback, 4711), Steps.Enqueue) { Closable = DoorClosable };
        },
        cancellation);

    public BrokerPlatform Platform() => BrokerPlatform.OfThisMachine(_logger) with { Disk = Disk, NewId = NewId };

    public void Dispose() => _logger.Dispose();

    private Guid NewId()
    {
        var bytes = new byte[16];
        lock (_random)
            _random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private sealed class LogSink : ILogEventSink
    {
        private readonly Lock _gate = new();
        private readonly List<(string Text, TaskCompletionSource<LogEvent> Found)> _wanted = [];

        public ConcurrentQueue<LogEvent> Logged { get; } = new();

        public void Emit(LogEvent logEvent)
        {
            lock (_gate)
            {
                Logged.Enqueue(logEvent);
                foreach (var (_, found) in _wanted.Where(wanted => IsIn(logEvent, wanted.Text)))
                    found.TrySetResult(logEvent);
            }
        }

        public Task<LogEvent> FindAsync(string text)
        {
            lock (_gate)
            {
                var found = new TaskCompletionSource<LogEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
                if (Logged.FirstOrDefault(logged => IsIn(logged, text)) is { } logged)
                    found.SetResult(logged);
                else
                    _wanted.Add((text, found));
                return found.Task;
            }
        }

        private static bool IsIn(LogEvent logged, string text) => logged.RenderMessage().Contains(text, StringComparison.Ordinal);
    }
}
