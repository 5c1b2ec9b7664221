using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary><c>executor = fork-join-executor</c>: threads of the dispatcher's own.</summary>
internal sealed class ForkJoinExecutorConfigurator(Config config, IDispatcherPrerequisites prerequisites)
    : ExecutorServiceConfigurator(config, prerequisites)
{
    public override ExecutorService Produce(string id) => new ForkJoinExecutorService(id, ThreadCount(Config));

    /// <summary>
    /// <c>dedicated-thread-pool.thread-count</c> when it is set; else the number of processors times <c>parallelism-factor</c>,
    /// kept between <c>parallelism-min</c> and <c>parallelism-max</c>.
    /// </summary>
    private static int ThreadCount(Config config)
    {
        if (config.HasPath("dedicated-thread-pool.thread-count"))
            return Math.Max(1, config.GetInt("dedicated-thread-pool.thread-count"));
        var pool = config.GetConfig("fork-join-executor");
        return pool is null || pool.IsEmpty
            ? Environment.ProcessorCount
            : ThreadPoolConfig.ScaledPoolSize(pool.GetInt("parallelism-min", 8), pool.GetDouble("parallelism-factor", 1.0), pool.GetInt("parallelism-max", 64));
    }
}
