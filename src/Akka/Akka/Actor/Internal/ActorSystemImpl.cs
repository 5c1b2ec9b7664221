using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.SysMsg;
using Akka.Event;
using Akka.Simulation;
using Akka.Util;

namespace Akka.Actor.Internal;

/// <summary>The one implementation of an actor system.</summary>
public partial class ActorSystemImpl : ExtendedActorSystem
{
    private readonly SystemExtensions _extensions;
    private readonly ConcurrentDictionary<TimeSpan, Deadlines> _deadlines = new();
    private readonly ConcurrentStack<Action> _terminationCallbacks = new();
    private readonly TaskCompletionSource _terminated;
    private readonly Option<Props> _guardianProps;
    private IActorRef? _deadLetterListener;
    private int _terminating;

    public ActorSystemImpl(string name)
        : this(name, ConfigurationFactory.Default(), ActorSystemSetup.Empty)
    {
    }

    /// <exception cref="ArgumentException">The name is not of letters, digits and inner <c>-</c> and <c>_</c>.</exception>
    /// <exception cref="ConfigurationException">The configuration is wrong, or names a class that does not exist or cannot be made.</exception>
    public ActorSystemImpl(string name, Config config, ActorSystemSetup setup, Option<Props>? guardianProps = null)
    {
        if (!ValidName().IsMatch(name))
            throw new ArgumentException($"Invalid actor system name [{name}], must contain only word characters (i.e. [a-zA-Z0-9] plus non-leading '-')", nameof(name));
        Name = name;
        _guardianProps = guardianProps ?? Option<Props>.None;
        Settings = new Settings(this, config, setup);
        SerializesMessages = Settings.SerializeAllMessages;
        EventStream = new EventStream(Settings.DebugEventStream);
        EventStream.StartStdoutLogger(Settings);
        Log = new BusLogging(EventStream, $"ActorSystem({name})", GetType(), Settings.LogFormatter);
        Scheduler = ConfiguredType.Create<IScheduler>(Settings.SchedulerClass, "akka.scheduler.implementation", Settings.Config.GetConfig("akka.scheduler")!, Log);
        EventStream.Clock = Scheduler;
        Simulation = (Scheduler as SimulatedScheduler)?.Run;
        StartTime = Scheduler.MonotonicClock;
        _terminated = new TaskCompletionSource(ContinuationOptions);
        Provider = ConfiguredType.Create<IActorRefProvider>(Settings.ProviderClass, "akka.actor.provider", name, Settings, EventStream);
        Mailboxes = new Mailboxes(this);
        Dispatchers = new Dispatchers(this, new DefaultDispatcherPrerequisites(EventStream, Scheduler, Settings, Mailboxes), Log);
        Serialization = new Serialization.Serialization(this);
        _extensions = new SystemExtensions(this);
    }

    public override Settings Settings { get; }

    public override string Name { get; }

    public override Serialization.Serialization Serialization { get; }

    public override EventStream EventStream { get; }

    public override IActorRef DeadLetters => Provider.DeadLetters;

    public override IActorRef IgnoreRef => Provider.IgnoreRef;

    public override Dispatchers Dispatchers { get; }

    public override Mailboxes Mailboxes { get; }

    public override IScheduler Scheduler { get; }

    public override ILoggingAdapter Log { get; }

    public override IActorRefProvider Provider { get; }

    public override IInternalActorRef Guardian => Provider.Guardian;

    public override IInternalActorRef LookupRoot => Provider.Guardian;

    public override IInternalActorRef SystemGuardian => Provider.SystemGuardian;

    public override Task WhenTerminated => _terminated.Task;

    /// <summary>The simulation that the system is part of; null when it runs in real time on threads.</summary>
    internal SimulatedRun? Simulation { get; }

    internal bool SerializesMessages { get; }

    /// <summary>
    /// How the runtime's own tasks are continued: elsewhere, so that what waits for an Ask does not run inside of who answers it;
    /// in a simulation at once, because there is no elsewhere.
    /// </summary>
    internal TaskCreationOptions ContinuationOptions =>
        Simulation is null ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None;

    /// <summary>Makes the guardians, the loggers and the configured extensions; called once.</summary>
    public void Start()
    {
        try
        {
            Provider.Init(this);
            EventStream.StartUnsubscriber(this);
            EventStream.StartDefaultLoggers(this);
            if (Settings.LogDeadLetters > 0)
                _deadLetterListener = SystemActorOf<DeadLetterListener>("deadLetterListener");
            if (Settings.LogConfigOnStart)
                Log.Info(Settings.ToString());
            _extensions.LoadConfigured();
            if (Settings.Config.GetBoolean("akka.coordinated-shutdown.run-by-clr-shutdown-hook"))
                CoordinatedShutdown.Get(this);
        }
        catch
        {
            FinalTerminate();
            throw;
        }
    }

    public override IActorRef ActorOf(Props props, string? name = null) =>
        Provider.Guardian.Cell.AttachChild(props, isSystemService: false, name);

    public override IActorRef SystemActorOf(Props props, string? name = null) =>
        Provider.SystemGuardian.Cell.AttachChild(props, isSystemService: true, name);

    public override IActorRef SystemActorOf<TActor>(string? name = null) => SystemActorOf(Props.Create<TActor>(), name);

    public override ActorSelection ActorSelection(ActorPath actorPath) => ActorRefFactoryShared.ActorSelection(actorPath, this);

    public override ActorSelection ActorSelection(string actorPath) => ActorRefFactoryShared.ActorSelection(actorPath, this, LookupRoot);

    public override object RegisterExtension(IExtensionId extension) => _extensions.Register(extension);

    public override object GetExtension(IExtensionId extensionId) => _extensions.Get(extensionId);

    public override T? GetExtension<T>()
        where T : class => _extensions.TryGet(typeof(T), out var extension) ? (T)extension! : null;

    public override bool HasExtension(Type type) => _extensions.TryGet(type, out _);

    public override bool HasExtension<T>() => HasExtension(typeof(T));

    public override bool TryGetExtension(Type extensionType, out object? extension) => _extensions.TryGet(extensionType, out extension);

    public override bool TryGetExtension<T>(out T? extension)
        where T : class
    {
        extension = GetExtension<T>();
        return extension is not null;
    }

    /// <exception cref="InvalidOperationException">The system has terminated.</exception>
    public override void RegisterOnTermination(Action code)
    {
        if (WhenTerminated.IsCompleted)
            throw new InvalidOperationException($"ActorSystem {Name} has terminated");
        _terminationCallbacks.Push(code);
    }

    /// <summary>Runs the coordinated shutdown, which terminates the system in its last phase; at once if the configuration says so.</summary>
    public override Task Terminate()
    {
        if (!Settings.CoordinatedShutdownRunByActorSystemTerminate)
            FinalTerminate();
        else if (!WhenTerminated.IsCompleted)
            CoordinatedShutdown.Get(this).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance);
        return WhenTerminated;
    }

    public override void Abort() => FinalTerminate();

    public override void Stop(IActorRef actor)
    {
        var reference = (IInternalActorRef)actor;
        if (reference.Parent.Equals(Guardian))
            Guardian.Tell(new StopChild(actor), ActorRefs.NoSender);
        else if (reference.Parent.Equals(SystemGuardian))
            SystemGuardian.Tell(new StopChild(actor), ActorRefs.NoSender);
        else
            reference.Stop();
    }

    public override string PrintTree() => ActorTree.Print((ActorRefWithCell)Provider.RootGuardian);

    public override string ToString() => LookupRoot.Path.Root.Address.ToString();

    /// <summary>A uid for a new incarnation: 1 to 2,147,483,646 (spec/akka-wire.md, 2).</summary>
    internal long NextUid() => ThreadLocalRandom.Current.Next(1, int.MaxValue);

    internal Props GuardianPropsOr(Props usual) => _guardianProps.GetOrElse(usual);

    internal Deadlines DeadlinesOf(TimeSpan limit) =>
        _deadlines.GetOrAdd(limit, static (given, scheduler) => new Deadlines(scheduler, given), Scheduler);

    /// <summary>Stops the guardians; the rest follows when they have stopped.</summary>
    internal override void FinalTerminate()
    {
        if (Interlocked.Exchange(ref _terminating, 1) == 1)
            return;
        if (!Settings.LogDeadLettersDuringShutdown && _deadLetterListener is not null)
            Stop(_deadLetterListener);
        if (Provider.Guardian is null)
            FinishTermination();
        else
            Provider.TerminationTask.ContinueWith(
                _ => FinishTermination(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        Provider.Guardian?.Stop();
    }

    [GeneratedRegex("^[a-zA-Z0-9][a-zA-Z0-9_-]*$")]
    private static partial Regex ValidName();

    private void FinishTermination()
    {
        while (_terminationCallbacks.TryPop(out var callback))
        {
            try
            {
                callback();
            }
            catch (Exception e)
            {
                Log.Error(e, "A termination callback of ActorSystem {0} failed", Name);
            }
        }

        EventStream.StopDefaultLoggers(this);
        (Scheduler as IDisposable)?.Dispose();
        Dispatchers.Shutdown();
        _terminated.TrySetResult();
    }
}
