using Akka.Configuration;

namespace Akka.TestKit.Configs;

/// <summary>Configurations for tests.</summary>
public static class TestConfigs
{
    public static Config DefaultConfig => TestKitBase.DefaultConfig;

    /// <summary>Lets time pass only when the test says so; see <see cref="TestScheduler"/>.</summary>
    public static Config TestSchedulerConfig { get; } =
        ConfigurationFactory.ParseString("akka.scheduler.implementation = \"Akka.TestKit.TestScheduler, Akka.TestKit\"");
}
