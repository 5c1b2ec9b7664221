namespace Akka.Actor.Internal;

/// <summary>Which actor runs on this thread.</summary>
public static class InternalCurrentActorCellKeeper
{
    [ThreadStatic]
    private static ActorCell? _current;

    /// <summary>Null outside of actors.</summary>
    public static ActorCell? Current
    {
        get => _current;
        set => _current = value;
    }
}
