using System.Diagnostics;
using ActorBroker.Journal.Storage;
using ActorBroker.Log.Disk;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace ActorBroker.Journal.Plugins;

/// <summary>
/// A plugin's way to its log: opens it beside the plugin, gathers requests meanwhile and at all times, and has all that gathered begun in one turn. Once it
/// failed, every request gets the cause.
/// </summary>
/// <remarks>
/// Owned by the plugin's actor, who passes it its messages and stops it; <see cref="Submit{T}"/> may be called from any thread, because some runtimes call
/// plugins from threads of their own.
/// </remarks>
internal sealed class PluginLog
{
    private readonly Lock _gate = new();
    private readonly ActorSystem _system;
    private readonly IActorRef _self;
    private readonly ILoggingAdapter _diagnostics;
    private readonly ILogIndex _index;
    private readonly long _seed;
    private RecordLogSettings? _settings;
    private CountedDiskExecutor? _executor;
    private LogSchedule? _schedule;
    private List<PluginRequest> _inbox = [];
    private OpenedLog? _opened;
    private RecordLog? _log;
    private Exception? _failure;
    private Exception? _upkeepFailure;
    private bool _isNotified;
    private bool _isStopped;
    private bool _isDropScheduled;

    private PluginLog(IActorContext context, ILogIndex index, long seed)
    {
        _system = context.System;
        _self = context.Self;
        _diagnostics = context.GetLogger();
        _index = index;
        _seed = seed;
    }

    private string Plugin => _self.Path.Name;

    /// <summary>Begins to open a plugin's log. What goes wrong is told to each request.</summary>
    /// <param name="context">The plugin's.</param>
    /// <param name="config">The plugin's section of the configuration.</param>
    /// <param name="index">Is filled, and then the plugin's.</param>
    public static PluginLog Open(IActorContext context, Config config, ILogIndex index)
    {
        var setup = context.System.Settings.Setup.Get<JournalSetup>() is { HasValue: true } found ? found.Value : new JournalSetup();
        var log = new PluginLog(context, index, setup.Seed ?? context.System.Scheduler.Now.UtcTicks);
        try
        {
            log.Open(RecordLogSettings.From(config, context.System.Name), setup);
        }
        catch (ConfigurationException exception)
        {
            log.OnFailed(exception);
        }

        return log;
    }

    /// <summary>Hands in a request. Any thread.</summary>
    /// <typeparam name="T">What is answered.</typeparam>
    public Task<T> Submit<T>(AnsweredRequest<T> request)
    {
        bool isFirst;
        lock (_gate)
        {
            if (_isStopped)
            {
                request.Fail(new PluginStoppedException(Plugin));
                return request.Answer;
            }

            _inbox.Add(request);
            isFirst = !_isNotified;
            _isNotified = true;
        }

        if (isFirst)
            _self.Tell(new Turn(this), ActorRefs.NoSender);
        return request.Answer;
    }

    /// <summary>Handles a message that the log sent to its plugin; false for others.</summary>
    public bool Receive(object message)
    {
        if (message is not OwnMessage own)
            return false;

        // The plugin's reference outlives a restart of the plugin, and so do messages to it.
        if (ReferenceEquals(own.Log, this))
        {
            Handle(own);
            Look();
        }

        return true;
    }

    /// <summary>Fails what was not answered, and frees the directory once no disk work is under way.</summary>
    public void Stop()
    {
        var reason = new PluginStoppedException(Plugin);
        lock (_gate)
            _isStopped = true;
        FailAll(_inbox, reason);
        _log?.Close(reason);
        if (_opened is not null)
            _executor!.WhenIdle(Free);
    }

    private void Open(RecordLogSettings settings, JournalSetup setup)
    {
        _settings = settings;
        var executor = setup.Executor ?? new DispatcherDiskExecutor(_system.Dispatchers.Lookup(settings.IoDispatcher));
        _executor = new CountedDiskExecutor(executor);
        _schedule = new LogSchedule(_executor, action => _self.Tell(new Perform(this, action), ActorRefs.NoSender), () => _system.Scheduler.Now);
        var opening = new LogOpening(setup.Disk ?? new FileLogDisk(), settings, _index, _seed);
        OpenedLog? opened = null;
        _executor.Execute(() => opened = opening.Run(), failure => Keep(opened, failure));
    }

    private void Handle(OwnMessage message)
    {
        switch (message)
        {
            case Turn:
                RunTurn();
                break;
            case Opened opened:
                OnOpened(opened.Failure);
                break;
            case Perform perform:
                perform.Action();
                break;
            case DropCache:
                OnDropCache();
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>On the executor's thread: the plugin may have stopped meanwhile.</summary>
    private void Keep(OpenedLog? opened, Exception? failure)
    {
        lock (_gate)
        {
            if (!_isStopped)
            {
                _opened = opened;
                _self.Tell(new Opened(this, failure), ActorRefs.NoSender);
                return;
            }
        }

        opened?.Directory.Dispose();
    }

    private void OnOpened(Exception? failure)
    {
        if (failure is not null)
        {
            OnFailed(failure);
        }
        else
        {
            _log = new RecordLog(_opened!, _index, _settings!, _schedule!, new Random((int)_seed));
            foreach (var name in _opened!.Directory.Unusable)
                _diagnostics.Warning("{0} is damaged or gone: what it should say is found out from the log.", $"{_settings!.Directory}/{name}");
            if (_opened!.Damage.Count > 0)
                OnDamaged(_opened);
        }

        RunTurn();
    }

    private void RunTurn()
    {
        if (_log is null && _failure is null)
            return;

        List<PluginRequest> taken;
        lock (_gate)
        {
            taken = _inbox;
            _inbox = [];
            _isNotified = false;
        }

        try
        {
            Run(taken);
        }
        catch (Exception exception)
        {
            // A mistake of ours: the plugin's supervisor decides, and nobody waits in vain.
            FailAll(taken, exception);
            throw;
        }
    }

    private void Run(List<PluginRequest> requests)
    {
        foreach (var request in requests)
        {
            if (_failure is { } failure)
                request.Fail(failure);
            else
                request.Run(_log!);
        }

        _log?.EndTurn();
    }

    /// <summary>After each message: did something fail, and is there memory to give back some time?</summary>
    private void Look()
    {
        if (_log is null)
            return;

        if (_failure is null && _log.Failure is { } failure)
            OnFailed(failure);
        if (_log.UpkeepFailure is { } late && !ReferenceEquals(late, _upkeepFailure))
        {
            _upkeepFailure = late;
            _diagnostics.Warning(late, "The upkeep of [{0}] failed; it is tried again later.", _settings!.Directory);
        }

        if (_log.CachedBytes > 0 && !_isDropScheduled)
        {
            _isDropScheduled = true;
            _system.Scheduler.ScheduleTellOnce(_settings!.CacheIdle, _self, new DropCache(this), ActorRefs.NoSender);
        }
    }

    private void OnDropCache()
    {
        _isDropScheduled = false;
        if (_log!.Now - _log.LastRead >= _settings!.CacheIdle)
            _log.DropCache();
    }

    private void OnFailed(Exception failure)
    {
        _failure = failure;
        var directory = _settings?.Directory ?? "";
        _diagnostics.Error(failure, "The plugin [{0}] takes no more requests: its directory [{1}] failed.", Plugin, directory);
        _system.EventStream.Publish(new PluginFailed(Plugin, directory, failure));
    }

    private void OnDamaged(OpenedLog opened)
    {
        _diagnostics.Error("The log in [{0}] is damaged: {1}", _settings!.Directory, string.Join("; ", opened.Damage));
        _system.EventStream.Publish(new PluginDamaged(Plugin, _settings.Directory, opened.Damage));
    }

    private void Free()
    {
        try
        {
            if (_log is null)
                _opened!.Directory.Dispose();
            else
                _log.Free();
        }
        catch (LogDiskException exception)
        {
            _diagnostics.Warning(exception, "The directory [{0}] was not closed cleanly; the next start recovers it.", _settings!.Directory);
        }
    }

    private static void FailAll(List<PluginRequest> requests, Exception cause)
    {
        foreach (var request in requests)
            request.Fail(cause);
    }

    /// <summary>A message of this plugin's log to itself.</summary>
    private abstract record OwnMessage(PluginLog Log) : INoSerializationVerificationNeeded;

    /// <summary>There are requests in the inbox.</summary>
    private sealed record Turn(PluginLog Log) : OwnMessage(Log);

    /// <summary>The log was opened, or could not be.</summary>
    private sealed record Opened(PluginLog Log, Exception? Failure) : OwnMessage(Log);

    /// <summary>The outcome of disk work, on the plugin's own thread.</summary>
    private sealed record Perform(PluginLog Log, Action Action) : OwnMessage(Log);

    /// <summary>Perhaps nothing was read for long enough.</summary>
    private sealed record DropCache(PluginLog Log) : OwnMessage(Log);
}
