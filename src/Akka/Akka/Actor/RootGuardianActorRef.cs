using Akka.Actor.Internal;
using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>The top of the tree. Beside its actors it knows names that are no children of its own: <c>/temp</c>, <c>/deadLetters</c> and others.</summary>
public class RootGuardianActorRef(
    ActorSystemImpl system, Props props, MessageDispatcher dispatcher, MailboxType mailboxType, IInternalActorRef supervisor, ActorPath path, IInternalActorRef deadLetters, IReadOnlyDictionary<string, IInternalActorRef> extraNames)
    : LocalActorRef(system, props, dispatcher, mailboxType, supervisor, path)
{
    private readonly IInternalActorRef _deadLetters = deadLetters;
    private readonly IReadOnlyDictionary<string, IInternalActorRef> _extraNames = extraNames;
    private IInternalActorRef? _tempContainer;

    /// <summary>Itself: there is nothing above.</summary>
    public override IInternalActorRef Parent => this;

    public void SetTempContainer(IInternalActorRef tempContainer) => _tempContainer = tempContainer;

    public override IInternalActorRef GetSingleChild(string name) => name switch
    {
        "temp" => _tempContainer!,
        "deadLetters" => _deadLetters,
        _ => _extraNames.TryGetValue(name, out var extra) ? extra : base.GetSingleChild(name),
    };
}
