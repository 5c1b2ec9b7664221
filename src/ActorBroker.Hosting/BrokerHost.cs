using System.Net;
using System.Net.Sockets;
using ActorBroker.Broker.Doors;
using ActorBroker.Broker.Nodes;
using ActorBroker.Hosting.Configuration;
using ActorBroker.Hosting.Disks;
using ActorBroker.Hosting.Http;
using ActorBroker.Hosting.Logging;
using ActorBroker.Hosting.Metrics;
using ActorBroker.Hosting.Nodes;
using ActorBroker.Journal;
using ActorBroker.Listener;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;
using Akka.Actor;
using Akka.Event;

namespace ActorBroker.Hosting;

/// <summary>A broker in this process: its actor system, its disks' threads, its Kafka listener and its HTTP endpoint, from start to stop.</summary>
/// <remarks>
/// The order of a start: the addresses are bound, so that the ports are known; the broker recovers and registers, and HTTP tells how far it is; clients are let
/// in. A stop goes the same way back: clients are answered and sent away; logs are flushed and marked clean; HTTP, the actor system and the threads end.
/// Any thread.
/// </remarks>
public sealed class BrokerHost : IAsyncDisposable
{
    private readonly HostOptions _options;
    private readonly BrokerPlatform _platform;
    private readonly DiskThreads _threads;
    private readonly BrokerDoors _doors;
    private readonly ActorSystem _system;
    private readonly NodeLife _life = new();
    private readonly Lock _gate = new();
    private IClientDoor? _door;
    private HttpDoor? _http;
    private BrokerMetrics? _metrics;
    private IActorRef _watch = ActorRefs.Nobody;
    private Task? _stop;

    private BrokerHost(BrokerConfiguration configuration, BrokerPlatform platform)
    {
        _options = configuration.Options;
        _platform = platform;
        _threads = new DiskThreads(_options.Data.ThreadsMax);
        _doors = Composition.Doors(_options, platform, _threads);
        var setup = BootstrapSetup.Create().WithConfig(SystemConfig.Of(configuration))
            .And(new LoggingSetup(platform.Logger))
            .And(new JournalSetup { Disk = platform.Disk, Executor = _threads, Seed = BitConverter.ToInt64(platform.NewId().ToByteArray()) });
        _system = ActorSystem.Create("actorbroker", setup);
    }

    /// <summary>This broker's number.</summary>
    public BrokerId Node => _options.Node;

    /// <summary>The cluster it belongs to: 22 letters, as Kafka writes it.</summary>
    public string ClusterId => _doors.Metadata.Image.ClusterId!;

    /// <summary>Where it listens for Kafka clients, with the port that was taken.</summary>
    public IPEndPoint KafkaEndPoint => _door!.EndPoint;

    /// <summary>Where it listens for HTTP, with the port that was taken; null where its operator wants none.</summary>
    public IPEndPoint? HttpEndPoint => _http?.EndPoint;

    /// <summary>Where Kafka clients are told to connect to.</summary>
    public BrokerEndpoint KafkaAdvertised => Composition.Advertised(_options.Kafka, KafkaEndPoint);

    /// <summary>The data directories, as whole paths.</summary>
    public IReadOnlyList<string> DataDirectories => _options.Data.Directories;

    /// <summary>
    /// Done when the broker has stopped as it was asked to; failed with a <see cref="BrokerEndedException"/> or what else went wrong when it ended by
    /// itself. Whoever holds the host stops it then, which gives back the rest.
    /// </summary>
    public Task Ended => _life.Ended;

    /// <summary>Starts a broker; done when clients are served.</summary>
    /// <param name="configuration">What its operator says.</param>
    /// <param name="platform">What the machine gives.</param>
    /// <param name="cancellation">Gives the start up; what it had taken is given back first.</param>
    /// <exception cref="BrokerStartException">It cannot start; the exception says what its operator has to look at.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static Task<BrokerHost> StartAsync(BrokerConfiguration configuration, BrokerPlatform platform, CancellationToken cancellation = default) =>
        StartAsync(configuration, platform, KafkaDoor.Bind, cancellation);

    /// <summary>
    /// Stops the broker; done when all is given back. Called again, it waits for the same stop. Whether its logs could be flushed and marked clean
    /// is told by <see cref="Ended"/>.
    /// </summary>
    /// <exception cref="BrokerStopTimeoutException">It took longer than it may.</exception>
    public Task StopAsync()
    {
        lock (_gate)
            return _stop ??= StopOnceAsync();
    }

    /// <summary>As <see cref="StopAsync"/>.</summary>
    public async ValueTask DisposeAsync() => await StopAsync();

    /// <summary>Starts a broker behind another door.</summary>
    /// <param name="bind">Binds it.</param>
    internal static async Task<BrokerHost> StartAsync(
        BrokerConfiguration configuration, BrokerPlatform platform, Func<ListenerOptions, BrokerDoors, ILoggingAdapter, IClientDoor> bind, CancellationToken cancellation)
    {
        var endPoint = await ListenEndPoint.FindAsync(configuration.Options.Kafka, cancellation);
        var httpEndPoint = await ListenEndPoint.FindAsync(configuration.Options.Http, cancellation);
        var host = new BrokerHost(configuration, platform);
        try
        {
            host.Bind(bind, endPoint);
            host.BindHttp(httpEndPoint);
            await host.ServeAsync(cancellation);
            return host;
        }
        catch (Exception failure)
        {
            await host.StopAsync();
            if (failure is OperationCanceledException)
                throw;
            throw StartFailures.Of(failure, configuration.Options.Data);
        }
    }

    private void Bind(Func<ListenerOptions, BrokerDoors, ILoggingAdapter, IClientDoor> bind, IPEndPoint endPoint)
    {
        try
        {
            _door = bind(_options.Kafka.Listener with { EndPoint = endPoint }, _doors, Akka.Event.Logging.GetLogger(_system, "kafka"));
        }
        catch (SocketException failure)
        {
            throw StartFailures.Of(failure, _options.Kafka.Listen, KafkaOptions.ListenKey);
        }
    }

    private void BindHttp(IPEndPoint? endPoint)
    {
        try
        {
            _http = endPoint is null ? null : HttpDoor.Bind(endPoint, _platform.Clock);
        }
        catch (SocketException failure)
        {
            throw StartFailures.Of(failure, _options.Http.Listen!, HttpOptions.ListenKey);
        }
    }

    private async Task ServeAsync(CancellationToken cancellation)
    {
        var context = Composition.Broker(_options, _platform, _doors, KafkaEndPoint);
        _watch = _system.ActorOf(Props.Create(() => new NodeWatch(context, _life)), "host");
        _metrics = new BrokerMetrics(_doors, _options.Metrics, () => _door!.Figures);
        // While the broker recovers: whoever watches over it sees that it lives, and what it waits for.
        if (_http is not null)
            await _http.OpenAsync(_options.Http.ConnectionsMax, Composition.Pages(_doors, _life, _metrics), _platform.Logger);
        await _life.Started.WaitAsync(cancellation);
        _door!.Open();
    }

    private async Task StopOnceAsync()
    {
        var began = _platform.Clock.GetTimestamp();
        _life.BeginStop();
        await WithinAsync(began, "the Kafka listener", _door?.CloseAsync() ?? Task.CompletedTask);
        if (!_watch.IsNobody())
        {
            _watch.Tell(StopBroker.Instance);
            await WithinAsync(began, "the logs to be flushed and closed", _life.Ended.ContinueWith(static _ => { }, TaskScheduler.Default));
        }

        await WithinAsync(began, "the HTTP endpoint", _http?.DisposeAsync().AsTask() ?? Task.CompletedTask);
        _metrics?.Dispose();
        await WithinAsync(began, "the actor system", _system.Terminate());
        await WithinAsync(began, "the disks", Task.Run(_threads.Dispose));
    }

    private async Task WithinAsync(long began, string step, Task done)
    {
        var left = _options.StopTimeout - _platform.Clock.GetElapsedTime(began);
        try
        {
            await done.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, _platform.Clock);
        }
        catch (TimeoutException)
        {
            throw new BrokerStopTimeoutException(step, _options.StopTimeout);
        }
    }
}
