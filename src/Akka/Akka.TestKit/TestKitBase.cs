using System.Linq.Expressions;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

/// <summary>
/// A test's actor system and its test actor, whose messages the test examines. A test framework's package derives its own base of test
/// classes. What the test sends without naming a sender comes from the test actor, also behind an <c>await</c>, unless the test is
/// <see cref="INoImplicitSender"/>.
/// </summary>
/// <remarks>
/// Expectations come in two forms: the synchronous one blocks the thread, the other awaits. A time limit that is not given is what is left
/// of the innermost <c>Within</c>, or else <c>akka.test.single-expect-default</c>; all but the former are dilated. The messages of
/// one test actor are examined by one thread at a time. In a simulation both forms drive the run, and limits are virtual time.
/// </remarks>
public abstract partial class TestKitBase : IActorRefFactory
{
    private static int _lastTestActor;

    private readonly ITestKitAssertions _assertions;
    private readonly ReceivedMessages _received;
    private readonly TimeLimits _limits;
    private readonly Expectations _expect;
    private readonly IActorRef? _outsiderBefore = InternalCurrentActorCellKeeper.Outsider;

    /// <param name="system">Null: one named <c>test</c> with <see cref="DefaultConfig"/>.</param>
    protected TestKitBase(ITestKitAssertions assertions, ActorSystem? system = null, string? testActorName = null)
        : this(assertions, system, ActorSystemSetup.Empty, null, testActorName)
    {
    }

    /// <param name="config">Laid over <see cref="DefaultConfig"/>.</param>
    protected TestKitBase(ITestKitAssertions assertions, Config config, string? actorSystemName = null, string? testActorName = null)
        : this(assertions, ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(config)), actorSystemName, testActorName)
    {
    }

    protected TestKitBase(ITestKitAssertions assertions, ActorSystemSetup setup, string? actorSystemName = null, string? testActorName = null)
        : this(assertions, null, setup, actorSystemName, testActorName)
    {
    }

    protected TestKitBase(ITestKitAssertions assertions, ActorSystem? system, ActorSystemSetup config, string? actorSystemName, string? testActorName)
    {
        _assertions = assertions;
        Sys = system ?? CreateSystem(actorSystemName ?? "test", config);
        TestKitSettings = TestKitExtension.For(Sys);
        Clock = new TestClock(Sys);
        _received = new ReceivedMessages(Clock);
        _limits = new TimeLimits(TestKitSettings, Clock, assertions);
        _expect = new Expectations(_received, _limits, Clock, assertions);
        Log = Logging.GetLogger(Sys, GetType());
        EventFilter = new EventFilterFactory(this);
        TestActor = CreateTestActor(testActorName ?? $"testActor{Interlocked.Increment(ref _lastTestActor)}");
        if (this is not TestProbe)
            InternalCurrentActorCellKeeper.Outsider = this is INoImplicitSender ? null : TestActor;
    }

    /// <summary>The reference configuration with the test kit's logger.</summary>
    public static Config DefaultConfig { get; } = ConfigurationFactory.FromResource<TestKitBase>("Akka.TestKit.reference.conf");

    /// <summary>Logs whatever the runtime can log, at DEBUG.</summary>
    public static Config FullDebugConfig { get; } = ConfigurationFactory.ParseString("""
        akka {
          loglevel = DEBUG
          stdout-loglevel = DEBUG
          log-dead-letters = on
          log-dead-letters-during-shutdown = on
          actor.debug { autoreceive = on, lifecycle = on, event-stream = on, unhandled = on }
        }
        """);

    /// <summary>Real time since an arbitrary start.</summary>
    public static TimeSpan Now => TestClock.RealTime;

    public ActorSystem Sys { get; }

    public IActorRef TestActor { get; }

    public ILoggingAdapter Log { get; }

    public TestKitSettings TestKitSettings { get; }

    /// <summary>Expects, or mutes, what <see cref="Sys"/> logs.</summary>
    public EventFilterFactory EventFilter { get; }

    public bool HasMessages => _received.HasMessages;

    /// <summary>The last message examined; null before the first.</summary>
    public object? LastMessage => _received.Last?.Message;

    /// <summary>Who sent <see cref="LastMessage"/>; dead letters when nobody did.</summary>
    /// <exception cref="IllegalActorStateException">No message was examined yet.</exception>
    public IActorRef LastSender =>
        _received.Last?.Sender ?? throw new IllegalActorStateException("There is no last sender: no message was examined yet");

    /// <exception cref="InvalidOperationException">Not called inside of <c>Within</c>.</exception>
    public TimeSpan Remaining => _limits.Remaining;

    public TimeSpan RemainingOrDefault => _limits.RemainingOrDefault;

    internal TestClock Clock { get; }

    internal ITestKitAssertions AssertionsInUse => _assertions;

    public TimeSpan RemainingOrDilated(TimeSpan? duration) => _limits.RemainingOrDilated(duration);

    /// <summary>The duration times <c>akka.test.timefactor</c>.</summary>
    public TimeSpan Dilated(TimeSpan duration) => _limits.Dilated(duration);

    public EventFilterFactory CreateEventFilter(ActorSystem system) => new(this, system);

    /// <summary>An actor with an examination, deadlines and ignored messages of its own.</summary>
    public virtual TestProbe CreateTestProbe(string? name = null) => CreateTestProbe(Sys, name);

    public virtual TestProbe CreateTestProbe(ActorSystem system, string? name = null) => new(system, _assertions, name);

    /// <summary>Another actor whose messages come to this test.</summary>
    public IActorRef CreateTestActor(string name) => ((ExtendedActorSystem)Sys).SystemActorOf(
        Props.Create(() => new InternalTestActor(_received)).WithDispatcher("akka.test.test-actor.dispatcher"), name);

    public virtual TestLatch CreateTestLatch(int count = 1) => new(Dilated, TestKitSettings.DefaultTimeout, count);

    public IActorRef ActorOf(Props props) => Sys.ActorOf(props);

    public IActorRef ActorOf(Props props, string? name) => Sys.ActorOf(props, name);

    public IActorRef ActorOf<TActor>()
        where TActor : ActorBase, new() => Sys.ActorOf<TActor>();

    public IActorRef ActorOf<TActor>(string name)
        where TActor : ActorBase, new() => Sys.ActorOf<TActor>(name);

    public IActorRef ActorOf<TActor>(Expression<Func<TActor>> factory)
        where TActor : ActorBase => Sys.ActorOf(Props.Create(factory));

    public IActorRef ActorOf<TActor>(Expression<Func<TActor>> factory, string name)
        where TActor : ActorBase => Sys.ActorOf(Props.Create(factory), name);

    /// <summary>An actor whose parent is the test actor.</summary>
    public IActorRef ChildActorOf(Props props, string? name, CancellationToken cancellationToken = default) =>
        TestActor.Ask<IActorRef>(new InternalTestActor.Spawn(props, name), TestKitSettings.DefaultTimeout, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc cref="ChildActorOf(Props, string, CancellationToken)"/>
    public IActorRef ChildActorOf(Props props, CancellationToken cancellationToken = default) => ChildActorOf(props, null, cancellationToken);

    public ActorSelection ActorSelection(ActorPath actorPath) => Sys.ActorSelection(actorPath);

    public ActorSelection ActorSelection(string actorPath) => Sys.ActorSelection(actorPath);

    /// <summary>An actor on the calling thread's dispatcher whose instance the test may look into.</summary>
    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(Props props, IActorRef? supervisor, string? name = null)
        where TActor : ActorBase => new(Sys, props, supervisor, name);

    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(Props props, string? name = null)
        where TActor : ActorBase => new(Sys, props, null, name);

    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(Expression<Func<TActor>> factory, string? name = null)
        where TActor : ActorBase => new(Sys, Props.Create(factory), null, name);

    public TestActorRef<TActor> ActorOfAsTestActorRef<TActor>(string? name = null)
        where TActor : ActorBase, new() => new(Sys, Props.Create<TActor>(), null, name);

    /// <summary>Has the test actor told of the other one's end.</summary>
    public IActorRef Watch(IActorRef actorToWatch) => Command(new InternalTestActor.WatchIt(actorToWatch), actorToWatch);

    public IActorRef Unwatch(IActorRef actorToUnwatch) => Command(new InternalTestActor.UnwatchIt(actorToUnwatch), actorToUnwatch);

    /// <summary>Messages that fulfil the condition never come to the examination.</summary>
    public void IgnoreMessages(Func<object, bool> shouldIgnoreMessage) => Command(new InternalTestActor.Ignore(shouldIgnoreMessage), TestActor);

    public void IgnoreMessages<TMsg>(Func<TMsg, bool> shouldIgnoreMessage) => IgnoreMessages(message => message is TMsg typed && shouldIgnoreMessage(typed));

    public void IgnoreMessages<TMsg>() => IgnoreMessages(message => message is TMsg);

    public void IgnoreNoMessages() => Command(new InternalTestActor.Ignore(null), TestActor);

    public void SetAutoPilot(AutoPilot pilot) => Command(new InternalTestActor.Pilot(pilot), TestActor);

    /// <summary>Terminates <see cref="Sys"/> and waits for its end.</summary>
    /// <param name="duration">Null: 10 s, dilated.</param>
    /// <param name="verifySystemShutdown">Whether it fails when the system does not end in time; otherwise that is logged.</param>
    /// <exception cref="TimeoutException">The system did not end in time; the message holds the tree of actors that are left.</exception>
    public virtual void Shutdown(TimeSpan? duration = null, bool verifySystemShutdown = false) => Shutdown(Sys, duration, verifySystemShutdown);

    /// <inheritdoc cref="Shutdown(TimeSpan?, bool)"/>
    protected virtual void Shutdown(ActorSystem system, TimeSpan? duration = null, bool verifySystemShutdown = false)
    {
        if (TestActor.Equals(InternalCurrentActorCellKeeper.Outsider))
            InternalCurrentActorCellKeeper.Outsider = _outsiderBefore;
        var limit = duration ?? Dilated(TimeSpan.FromSeconds(10));
        var ended = new SemaphoreSlim(0);
        system.Terminate().ContinueWith(_ => ended.Release(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        if (Forms.Sync(Clock.Wait(ended, limit, blocks: true, CancellationToken.None)))
            return;
        var text = $"{system} did not end within {Words.Seconds(limit)}. What is left:{Environment.NewLine}{((ExtendedActorSystem)system).PrintTree()}";
        if (verifySystemShutdown)
            throw new TimeoutException(text);
        system.Log.Warning(text);
    }

    private static ActorSystem CreateSystem(string name, ActorSystemSetup setup)
    {
        var given = setup.Get<BootstrapSetup>();
        var bootstrap = (given.HasValue ? given.Value : BootstrapSetup.Create()).WithConfigFallback(DefaultConfig);
        return ActorSystem.Create(name, setup.WithSetup(bootstrap));
    }

    private IActorRef Command(object command, IActorRef answer)
    {
        TestActor.Tell(command, ActorRefs.NoSender);
        return answer;
    }
}
