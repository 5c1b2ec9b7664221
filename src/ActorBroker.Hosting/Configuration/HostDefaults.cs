using Akka.Configuration;

namespace ActorBroker.Hosting.Configuration;

/// <summary>What holds where nobody says otherwise.</summary>
internal static class HostDefaults
{
    /// <summary>The <c>reference.conf</c> of this project.</summary>
    public static Config Reference { get; } = ConfigurationFactory.FromResource("ActorBroker.Hosting.reference.conf", typeof(HostDefaults).Assembly);
}
