using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary><c>type = Dispatcher</c>, <c>TaskDispatcher</c> or <c>ForkJoinDispatcher</c>: one dispatcher for all who name it.</summary>
public sealed class DispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly Dispatcher _instance;

    public DispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites)
    {
        ExecutorServiceConfigurator executor = config.GetString("type") == "ForkJoinDispatcher"
            ? new ForkJoinExecutorConfigurator(config, prerequisites)
            : ConfigureExecutor();
        _instance = new Dispatcher(
            this,
            config.GetString("id")!,
            config.GetInt("throughput"),
            config.GetTimeSpan("throughput-deadline-time", TimeSpan.Zero).Ticks,
            executor,
            config.GetTimeSpan("shutdown-timeout", TimeSpan.FromSeconds(1)));
    }

    public override MessageDispatcher Dispatcher() => _instance;
}
