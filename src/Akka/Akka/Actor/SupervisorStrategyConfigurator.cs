using Akka.Util;

namespace Akka.Actor;

/// <summary>The strategy of <c>/user</c> for top-level actors, named in <c>akka.actor.guardian-supervisor-strategy</c>.</summary>
public abstract class SupervisorStrategyConfigurator
{
    public abstract SupervisorStrategy Create();

    /// <exception cref="Akka.Configuration.ConfigurationException">No such class, or no configurator.</exception>
    public static SupervisorStrategyConfigurator CreateConfigurator(string typeName) => typeName switch
    {
        "Akka.Actor.DefaultSupervisorStrategy" => new DefaultSupervisorStrategy(),
        "Akka.Actor.StoppingSupervisorStrategy" => new StoppingSupervisorStrategy(),
        _ => ConfiguredType.Create<SupervisorStrategyConfigurator>(typeName, "akka.actor.guardian-supervisor-strategy"),
    };
}
