using Akka.Configuration;
using Akka.Util;

namespace Akka.Dispatch;

/// <summary>
/// Makes the dispatcher, or dispatchers, of one configuration. A class named in HOCON by <c>type</c> derives from this and has
/// a public constructor of the same two parameters.
/// </summary>
public abstract class MessageDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
{
    public Config Config { get; } = config;

    public IDispatcherPrerequisites Prerequisites { get; } = prerequisites;

    /// <summary>The dispatcher for an actor that starts now: the same for all, or a new one for each.</summary>
    public abstract MessageDispatcher Dispatcher();

    /// <exception cref="ConfigurationException"><c>executor</c> names no known executor and no class that is one.</exception>
    protected ExecutorServiceConfigurator ConfigureExecutor()
    {
        var executor = Config.GetString("executor", "default-executor");
        return executor switch
        {
            "" or "default-executor" or "thread-pool-executor" => new ThreadPoolExecutorConfigurator(Config, Prerequisites),
            "fork-join-executor" => new ForkJoinExecutorConfigurator(Config, Prerequisites),
            _ => ConfiguredType.Create<ExecutorServiceConfigurator>(executor, $"dispatcher [{Config.GetString("id")}], key executor", Config, Prerequisites),
        };
    }
}
