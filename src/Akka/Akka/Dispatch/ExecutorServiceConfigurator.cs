using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>
/// Makes executors as a dispatcher's configuration says. A class named in HOCON by <c>executor</c> derives from this and has
/// a public constructor of the same two parameters.
/// </summary>
public abstract class ExecutorServiceConfigurator(Config config, IDispatcherPrerequisites prerequisites) : ExecutorServiceFactory
{
    public Config Config { get; } = config;

    public IDispatcherPrerequisites Prerequisites { get; } = prerequisites;
}
