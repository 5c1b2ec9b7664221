using Akka.Configuration;
using Akka.Dispatch;

namespace Akka.Actor.Internal;

/// <summary>Where the actors of some props live in one system.</summary>
internal sealed record PlacementInSystem(ActorSystemImpl System, MessageDispatcherConfigurator Dispatchers, MailboxType MailboxType)
{
    /// <exception cref="ConfigurationException">The dispatcher or mailbox is not configured, or cannot be made.</exception>
    public static PlacementInSystem Find(ActorSystemImpl system, Props props)
    {
        try
        {
            var configurator = system.Dispatchers.Configurator(props.Dispatcher);
            return new PlacementInSystem(system, configurator, system.Mailboxes.GetMailboxType(props, configurator.Config));
        }
        catch (Exception e) when (e is not ConfigurationException)
        {
            throw new ConfigurationException($"Configuration problem while creating an actor of [{props.Type}] with dispatcher [{props.Dispatcher}] and mailbox [{props.Mailbox}]", e);
        }
    }
}
