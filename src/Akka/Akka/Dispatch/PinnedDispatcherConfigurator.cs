using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary><c>type = PinnedDispatcher</c>: a dispatcher, and a thread, for each actor that names it.</summary>
internal sealed class PinnedDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
    : MessageDispatcherConfigurator(config, prerequisites)
{
    public override MessageDispatcher Dispatcher() => new PinnedDispatcher(
        this,
        Config.GetString("id")!,
        Config.GetInt("throughput", MessageDispatcher.DefaultThroughput),
        Config.GetTimeSpan("throughput-deadline-time", TimeSpan.Zero).Ticks,
        new OneThread(),
        Config.GetTimeSpan("shutdown-timeout", TimeSpan.FromSeconds(1)));

    private sealed class OneThread : ExecutorServiceFactory
    {
        public override ExecutorService Produce(string id) => new ForkJoinExecutorService(id, threadCount: 1);
    }
}
