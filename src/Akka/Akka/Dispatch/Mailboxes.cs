using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Util;

namespace Akka.Dispatch;

/// <summary>
/// The mailbox types of a system, by the path of their configuration, and which one an actor gets: the one named in its deployment or
/// props, else the one its dispatcher names, else the one bound to the queue that its class requires, else the default.
/// </summary>
public class Mailboxes
{
    public static readonly string DefaultMailboxId = "akka.actor.default-mailbox";

    private readonly ActorSystem _system;
    private readonly ConcurrentDictionary<string, MailboxType> _mailboxTypes = new();
    private readonly ConcurrentDictionary<Type, Type?> _requiredTypes = new();
    private readonly Dictionary<Type, string> _bindings = [];

    /// <exception cref="ConfigurationException">A requirement names a class that does not exist.</exception>
    public Mailboxes(ActorSystem system)
    {
        _system = system;
        DeadLetterMailbox = new DeadLetterMailbox(system.DeadLetters);
        var requirements = system.Settings.Config.GetConfig("akka.actor.mailbox.requirements");
        foreach (var (typeName, id) in requirements!.AsEnumerable())
        {
            var name = typeName.Trim('"');
            var queueType = Type.GetType(name) ?? throw new ConfigurationException(
                $"Class [{name}] of akka.actor.mailbox.requirements does not exist; expected a name with assembly, as in 'Name.Space.Class, Assembly'");
            _bindings[queueType] = id.GetString()!;
        }
    }

    public DeadLetterMailbox DeadLetterMailbox { get; }

    /// <exception cref="ConfigurationException">No such mailbox, or its class does not exist or cannot be made.</exception>
    public MailboxType Lookup(string id) =>
        _mailboxTypes.TryGetValue(id, out var known) ? known : _mailboxTypes.GetOrAdd(id, Create);

    /// <exception cref="ConfigurationException">No mailbox is bound to this kind of queue.</exception>
    public MailboxType LookupByQueueType(Type queueType) =>
        _bindings.TryGetValue(queueType, out var id)
            ? Lookup(id)
            : throw new ConfigurationException($"No mailbox is bound to message queue [{queueType}] in akka.actor.mailbox.requirements");

    /// <exception cref="ConfigurationException">The mailbox named for the actor does not produce the queue that its class requires.</exception>
    public MailboxType GetMailboxType(Props props, Config? dispatcherConfig)
    {
        var required = FindRequired(props.Type);
        var byDeployment = props.Deploy.Mailbox;
        var byDispatcher = dispatcherConfig?.GetString("mailbox-requirement", "") ?? "";
        if (!string.IsNullOrEmpty(byDeployment) && byDeployment != DefaultMailboxId)
            return Verified(Lookup(byDeployment), required, props);
        if (dispatcherConfig is not null && dispatcherConfig.HasPath("mailbox-type"))
            return Verified(Lookup(dispatcherConfig.GetString("id")!), required, props);
        if (required is not null)
            return Verified(LookupByQueueType(required), required, props);
        return byDispatcher.Length > 0
            ? LookupByQueueType(ConfiguredType.Find<ISemantics>(byDispatcher, "mailbox-requirement"))
            : Lookup(DefaultMailboxId);
    }

    /// <summary><c>stash-capacity</c> of the mailbox; -1: without limit.</summary>
    public int StashCapacity(string dispatcher, string mailbox)
    {
        var config = _system.Settings.Config;
        var id = string.IsNullOrEmpty(mailbox) ? DefaultMailboxId : mailbox;
        var fallback = config.GetInt($"{DefaultMailboxId}.stash-capacity", -1);
        return config.GetInt($"{id}.stash-capacity", fallback);
    }

    private static Type? ProducedType(Type mailboxType) =>
        mailboxType.GetInterfaces()
            .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IProducesMessageQueue<>))?
            .GetGenericArguments()[0];

    private static MailboxType Verified(MailboxType mailboxType, Type? required, Props props)
    {
        var produced = ProducedType(mailboxType.GetType());
        if (required is not null && produced is not null && !required.IsAssignableFrom(produced))
        {
            throw new ConfigurationException(
                $"Actor [{props.Type}] requires a message queue [{required}], but mailbox [{mailboxType.GetType()}] makes [{produced}]");
        }

        return mailboxType;
    }

    private Type? FindRequired(Type actorType) => _requiredTypes.GetOrAdd(
        actorType,
        type => type.GetInterfaces()
            .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequiresMessageQueue<>))?
            .GetGenericArguments()[0]);

    private MailboxType Create(string id)
    {
        var config = _system.Settings.Config;
        if (!config.HasPath(id))
            throw new ConfigurationException($"Mailbox type [{id}] is not configured");
        var mailbox = config.GetConfig(id)!;
        var typeName = mailbox.GetString("mailbox-type", "");
        if (string.IsNullOrEmpty(typeName))
            throw new ConfigurationException($"Mailbox [{id}] has no mailbox-type");
        return ConfiguredType.Create<MailboxType>(typeName, $"mailbox [{id}], key mailbox-type", _system.Settings, mailbox.WithFallback(config.GetConfig(DefaultMailboxId)));
    }
}
