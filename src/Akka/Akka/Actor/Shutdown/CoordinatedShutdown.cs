using Akka.Actor.Internal;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// Ends an actor system in an orderly way: phases one after another, in the order that <c>depends-on</c> gives them; the
/// tasks that were added to a phase run side by side. It runs at most once: when asked to, when the system is terminated,
/// or when the process ends. Safe to use from any thread.
/// </summary>
/// <remarks>Phases, their timeouts and what happens on failure are in <c>akka.coordinated-shutdown</c>.</remarks>
public sealed class CoordinatedShutdown : IExtension
{
    /// <summary>Before services stop taking requests.</summary>
    public const string PhaseBeforeServiceUnbind = "before-service-unbind";

    /// <summary>Services stop taking new requests.</summary>
    public const string PhaseServiceUnbind = "service-unbind";

    /// <summary>Requests that were taken are finished.</summary>
    public const string PhaseServiceRequestsDone = "service-requests-done";

    /// <summary>Services stop.</summary>
    public const string PhaseServiceStop = "service-stop";

    /// <summary>Before anything of the cluster stops.</summary>
    public const string PhaseBeforeClusterShutdown = "before-cluster-shutdown";

    /// <summary>Sharding regions stop or hand over.</summary>
    public const string PhaseClusterShardingShutdownRegion = "cluster-sharding-shutdown-region";

    /// <summary>The node announces that it leaves.</summary>
    public const string PhaseClusterLeave = "cluster-leave";

    /// <summary>Singletons move to other nodes.</summary>
    public const string PhaseClusterExiting = "cluster-exiting";

    /// <summary>The others have seen that the node exits.</summary>
    public const string PhaseClusterExitingDone = "cluster-exiting-done";

    /// <summary>The cluster extension stops.</summary>
    public const string PhaseClusterShutdown = "cluster-shutdown";

    /// <summary>The last moment at which actors live.</summary>
    public const string PhaseBeforeActorSystemTerminate = "before-actor-system-terminate";

    /// <summary>The actor system terminates.</summary>
    public const string PhaseActorSystemTerminate = "actor-system-terminate";

    private readonly Lock _change = new();
    private readonly IReadOnlyList<ShutdownPhase> _phases;
    private readonly Dictionary<string, List<ShutdownTask>> _tasks = [];
    private readonly ILoggingAdapter _log;
    private ShutdownRun? _run;

    internal CoordinatedShutdown(ExtendedActorSystem system)
    {
        System = system;
        _log = Logging.GetLogger(system, typeof(CoordinatedShutdown));
        var config = system.Settings.Config.GetConfig("akka.coordinated-shutdown")
            ?? throw ConfigurationException.NullOrEmptyConfig<CoordinatedShutdown>("akka.coordinated-shutdown");
        _phases = ShutdownPhase.ReadAll(config);
        if (config.GetBoolean("terminate-actor-system"))
            AddTask(PhaseActorSystemTerminate, "terminate-system", TerminateSystem);
        if (config.GetBoolean("run-by-clr-shutdown-hook"))
            RunWhenProcessExits();
    }

    /// <summary>The system that this ends.</summary>
    public ExtendedActorSystem System { get; }

    /// <summary>Why the shutdown runs; null while it does not.</summary>
    public Reason? ShutdownReason { get; private set; }

    /// <summary>The time that the phases which have tasks may take together.</summary>
    public TimeSpan TotalTimeout
    {
        get
        {
            lock (_change)
            {
                return TimeSpan.FromTicks(_phases.Where(phase => _tasks.ContainsKey(phase.Name)).Sum(phase => phase.Timeout.Ticks));
            }
        }
    }

    /// <summary>The coordinated shutdown of an actor system.</summary>
    public static CoordinatedShutdown Get(ActorSystem sys) => sys.WithExtension<CoordinatedShutdown, CoordinatedShutdownExtension>();

    /// <summary>Adds a task to a phase. One added while the shutdown runs is run if its phase has not begun.</summary>
    /// <param name="phase">A phase of the configuration.</param>
    /// <param name="taskName">For the log; not necessarily unique.</param>
    /// <param name="task">Started when the phase begins; the phase lasts until the task has ended, or the phase's time is over.</param>
    /// <exception cref="ArgumentException">There is no such phase.</exception>
    public void AddTask(string phase, string taskName, Func<Task<Done>> task)
    {
        ArgumentException.ThrowIfNullOrEmpty(taskName);
        Find(phase);
        lock (_change)
        {
            if (!_tasks.TryGetValue(phase, out var tasks))
                _tasks[phase] = tasks = [];
            tasks.Add(new ShutdownTask(taskName, task));
        }
    }

    /// <summary>How long the tasks of a phase may take together.</summary>
    /// <exception cref="ArgumentException">There is no such phase.</exception>
    public TimeSpan Timeout(string phase) => Find(phase).Timeout;

    /// <summary>Begins the shutdown, unless it has begun before.</summary>
    /// <param name="reason">Why; see <see cref="ShutdownReason"/>.</param>
    /// <param name="fromPhase">The first phase to run; null for all phases.</param>
    /// <returns>Ends after the last phase; fails with the error of a phase whose <c>recover</c> is off. The same for every caller.</returns>
    /// <exception cref="ArgumentException">There is no such phase.</exception>
    public Task<Done> Run(Reason reason, string? fromPhase = null)
    {
        ShutdownRun run;
        lock (_change)
        {
            if (_run is not null)
                return _run.Finished;

            var skipped = fromPhase is null ? 0 : _phases.ToList().IndexOf(Find(fromPhase));
            ShutdownReason = reason;
            _run = run = new ShutdownRun(_phases.Skip(skipped), TasksOf, System.Scheduler, _log);
        }

        _log.Debug("Running coordinated shutdown with reason [{0}]", reason);
        run.RunNextPhase();
        return run.Finished;
    }

    private ShutdownTask[] TasksOf(ShutdownPhase phase)
    {
        lock (_change)
        {
            return _tasks.TryGetValue(phase.Name, out var tasks) ? [.. tasks] : [];
        }
    }

    private ShutdownPhase Find(string name) =>
        _phases.FirstOrDefault(phase => phase.Name == name) ?? throw new ArgumentException(
            $"There is no phase '{name}' in akka.coordinated-shutdown.phases; known are {string.Join(", ", _phases.Select(phase => phase.Name))}.",
            nameof(name));

    private Task<Done> TerminateSystem()
    {
        ((ActorSystemImpl)System).FinalTerminate();
        return System.WhenTerminated.ContinueWith(
            _ => Done.Instance, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void RunWhenProcessExits()
    {
        void OnExit(object? sender, EventArgs e) => Run(ClrExitReason.Instance).Wait(TotalTimeout);

        AppDomain.CurrentDomain.ProcessExit += OnExit;
        System.RegisterOnTermination(() => AppDomain.CurrentDomain.ProcessExit -= OnExit);
    }

    /// <summary>Why an actor system is shut down. Applications may derive their own.</summary>
    public class Reason
    {
        /// <summary>A reason of its own class.</summary>
        protected Reason()
        {
        }

        /// <summary>The class's name.</summary>
        public override string ToString() => GetType().Name;
    }

    /// <summary>No reason was given.</summary>
    public class UnknownReason : Reason
    {
        /// <summary>The one instance.</summary>
        public static readonly Reason Instance = new UnknownReason();

        private UnknownReason()
        {
        }
    }

    /// <summary><see cref="ActorSystem.Terminate"/> was called.</summary>
    public class ActorSystemTerminateReason : Reason
    {
        /// <summary>The one instance.</summary>
        public static readonly Reason Instance = new ActorSystemTerminateReason();

        private ActorSystemTerminateReason()
        {
        }
    }

    /// <summary>The process ends.</summary>
    public class ClrExitReason : Reason
    {
        /// <summary>The one instance.</summary>
        public static readonly Reason Instance = new ClrExitReason();

        private ClrExitReason()
        {
        }
    }

    /// <summary>The node was downed by its cluster.</summary>
    public class ClusterDowningReason : Reason
    {
        /// <summary>The one instance.</summary>
        public static readonly Reason Instance = new ClusterDowningReason();

        private ClusterDowningReason()
        {
        }
    }

    /// <summary>The node leaves its cluster.</summary>
    public class ClusterLeavingReason : Reason
    {
        /// <summary>The one instance.</summary>
        public static readonly Reason Instance = new ClusterLeavingReason();

        private ClusterLeavingReason()
        {
        }
    }

    /// <summary>The node could not join its cluster.</summary>
    public class ClusterJoinUnsuccessfulReason : Reason
    {
        /// <summary>The one instance.</summary>
        public static readonly Reason Instance = new ClusterJoinUnsuccessfulReason();

        private ClusterJoinUnsuccessfulReason()
        {
        }
    }
}
