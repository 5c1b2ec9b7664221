using ActorBroker.Hosting.Configuration;
using Akka.Configuration;

namespace ActorBroker.Hosting.Tests.Support;

/// <summary>Configurations of one key or a few.</summary>
internal static class Configs
{
    /// <summary>A configuration of HOCON text above the defaults.</summary>
    public static BrokerConfiguration Of(string hocon) => new(ConfigurationFactory.ParseString(hocon));

    /// <summary>What is said of a configuration that is refused.</summary>
    public static string Complaint(string hocon) => Assert.Throws<ConfigurationException>(() => Of(hocon)).Message;
}
