namespace Akka.Actor.Internal;

/// <summary>Which actor runs on this thread.</summary>
public static class InternalCurrentActorCellKeeper
{
    private static readonly AsyncLocal<IActorRef?> OutsiderOfFlow = new();

    [ThreadStatic]
    private static ActorCell? _current;

    /// <summary>Null outside of actors.</summary>
    public static ActorCell? Current
    {
        get => _current;
        set => _current = value;
    }

    /// <summary>The sender of what is sent without naming one; null: nobody.</summary>
    internal static IActorRef? ImplicitSender => _current?.Self ?? Outsider;

    /// <summary>
    /// Who sends what code outside of actors sends without naming a sender: a test's own actor; null where nobody does. It goes where that
    /// code goes, over every <c>await</c>, and nowhere else.
    /// </summary>
    internal static IActorRef? Outsider
    {
        get => OutsiderOfFlow.Value;
        set => OutsiderOfFlow.Value = value;
    }
}
