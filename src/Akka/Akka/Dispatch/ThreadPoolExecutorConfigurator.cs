using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary><c>executor = thread-pool-executor</c> or <c>default-executor</c>.</summary>
internal sealed class ThreadPoolExecutorConfigurator(Config config, IDispatcherPrerequisites prerequisites)
    : ExecutorServiceConfigurator(config, prerequisites)
{
    public override ExecutorService Produce(string id) => new ThreadPoolExecutorService(id);
}
