using System.Collections.Concurrent;
using Akka.Actor.Internal;
using Akka.Dispatch;
using Akka.Dispatch.SysMsg;
using Akka.Event;
using Akka.Serialization;

namespace Akka.Actor;

/// <summary>References within one process.</summary>
public sealed class LocalActorRefProvider : IActorRefProvider
{
    private readonly ConcurrentDictionary<string, IInternalActorRef> _extraNames = new();
    private readonly TaskCompletionSource<Status> _terminationPromise = new();
    private ActorSystemImpl _system = null!;
    private VirtualPathContainer _tempContainer = null!;
    private RootGuardianActorRef _rootGuardian = null!;
    private long _tempNumber;

    public LocalActorRefProvider(string systemName, Settings settings, EventStream eventStream)
        : this(systemName, settings, eventStream, null, null)
    {
    }

    public LocalActorRefProvider(
        string systemName, Settings settings, EventStream eventStream, Deployer? deployer, Func<ActorPath, IInternalActorRef>? deadLettersFactory)
    {
        Settings = settings;
        EventStream = eventStream;
        Deployer = deployer ?? new Deployer(settings);
        RootPath = new RootActorPath(new Address("akka", systemName));
        Log = Logging.GetLogger(eventStream, $"LocalActorRefProvider({RootPath.Address})");
        DeadLetters = deadLettersFactory?.Invoke(RootPath / "deadLetters") ?? new DeadLetterActorRef(this, RootPath / "deadLetters", eventStream);
        IgnoreRef = new IgnoreActorRef(this);
    }

    public ILoggingAdapter Log { get; }

    public EventStream EventStream { get; }

    public Settings Settings { get; }

    public Deployer Deployer { get; }

    public ActorPath RootPath { get; }

    public IActorRef DeadLetters { get; }

    public IActorRef IgnoreRef { get; }

    public IInternalActorRef RootGuardian => _rootGuardian;

    public LocalActorRef Guardian { get; private set; } = null!;

    public LocalActorRef SystemGuardian { get; private set; } = null!;

    public IInternalActorRef TempContainer => _tempContainer;

    public Task TerminationTask => _terminationPromise.Task;

    public Address DefaultAddress => RootPath.Address;

    public Information SerializationInformation => new(DefaultAddress, _system);

    public IActorRef RootGuardianAt(Address address) =>
        address.Equals(RootPath.Address) ? _rootGuardian : DeadLetters;

    /// <summary>Lets a reference be found under a name directly below the root.</summary>
    public void RegisterExtraName(string name, IInternalActorRef actor) => _extraNames[name] = actor;

    public void Init(ActorSystemImpl system)
    {
        _system = system;
        var dispatcher = system.Dispatchers.Lookup(Dispatchers.InternalDispatcherId);
        var mailbox = system.Mailboxes.Lookup(Mailboxes.DefaultMailboxId);
        var supervisor = new RootGuardianSupervisor((RootActorPath)RootPath, this, _terminationPromise, Log);
        var rootProps = Props.Create<GuardianActor>().WithSupervisorStrategy(new OneForOneStrategy(StopOnGuardianFailure, loggingEnabled: false));
        _rootGuardian = new RootGuardianActorRef(
            system, rootProps, dispatcher, mailbox, supervisor, RootPath, (IInternalActorRef)DeadLetters, _extraNames);
        _tempContainer = new VirtualPathContainer(this, RootPath / "temp", _rootGuardian);
        _rootGuardian.SetTempContainer(_tempContainer);

        var userStrategy = SupervisorStrategyConfigurator.CreateConfigurator(Settings.SupervisorStrategyClass).Create();
        Guardian = MakeGuardian(system.GuardianPropsOr(Props.Create<GuardianActor>().WithSupervisorStrategy(userStrategy)), "user");
        SystemGuardian = MakeGuardian(Props.Create<SystemGuardianActor>(Guardian), "system");
        _rootGuardian.Start();
        SystemGuardian.SendSystemMessage(new Watch(Guardian, SystemGuardian));
        _rootGuardian.SendSystemMessage(new Watch(SystemGuardian, _rootGuardian));
    }

    public ActorPath TempPath() => _tempContainer.Path / ChildName.Encode("", Interlocked.Increment(ref _tempNumber));

    public void RegisterTempActor(IInternalActorRef actorRef, ActorPath path) => _tempContainer.Add(path.Name, actorRef);

    public void UnregisterTempActor(ActorPath path) => _tempContainer.Remove(path.Name);

    public FutureActorRef<T> CreateFutureRef<T>(TaskCompletionSource<T> tcs) => new(tcs, this);

    public IInternalActorRef ActorOf(
        ActorSystemImpl system, Props props, IInternalActorRef supervisor, ActorPath path, bool systemService, Deploy? deploy, bool lookupDeploy, bool async)
    {
        var looked = lookupDeploy ? Deployer.Lookup(path) : null;
        if (looked is not null)
            props = props.WithDeploy(looked);
        if (deploy is not null)
            props = props.WithDeploy(deploy);
        if (systemService && props.Deploy.Dispatcher.Length == 0)
            props = props.WithDispatcher(Dispatchers.InternalDispatcherId);
        var placement = props.PlacementIn(system);
        return new LocalActorRef(system, props, placement.Dispatchers.Dispatcher(), placement.MailboxType, supervisor, path);
    }

    public IActorRef ResolveActorRef(string path)
    {
        if (ActorPath.TryParse(path, out var parsed) && parsed is not null)
            return ResolveActorRef(parsed);
        Log.Debug("Resolve of unknown path [{0}] failed: invalid format", path);
        return DeadLetters;
    }

    public IActorRef ResolveActorRef(ActorPath path)
    {
        if (path.Equals(IgnoreActorRef.IgnorePath))
            return IgnoreRef;
        if (!path.Root.Equals(RootPath))
        {
            Log.Debug("Resolve of path [{0}] does not match path of this system [{1}]", path, RootPath);
            return DeadLetters;
        }

        if (path.Depth == 0)
            return _rootGuardian;
        var names = path.Elements.ToArray();
        if (path.Uid != ActorCell.UndefinedUid)
            names[^1] += "#" + path.Uid.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var found = _rootGuardian.GetChild(names);
        return found.IsNobody() ? new EmptyLocalActorRef(this, path, EventStream) : found;
    }

    public Address? GetExternalAddressFor(Address address) => address.Equals(RootPath.Address) ? address : null;

    private Directive StopOnGuardianFailure(Exception cause)
    {
        Log.Error(cause, "guardian failed, shutting down system");
        return Directive.Stop;
    }

    private LocalActorRef MakeGuardian(Props props, string name)
    {
        var path = new ChildActorPath(RootPath, name, ActorCell.UndefinedUid);
        var placement = props.WithDispatcher(Dispatchers.InternalDispatcherId).PlacementIn(_system);
        return (LocalActorRef)_rootGuardian.Cell.Children.Adopt(
            new LocalActorRef(_system, props, placement.Dispatchers.Dispatcher(), placement.MailboxType, _rootGuardian, path));
    }
}
