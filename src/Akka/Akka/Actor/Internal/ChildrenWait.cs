namespace Akka.Actor.Internal;

/// <summary>What an actor waits for its dying children for.</summary>
internal enum ChildrenWait
{
    /// <summary>No child is dying.</summary>
    None,

    /// <summary>Children were stopped by the actor; it does not wait.</summary>
    UserRequest,

    /// <summary>The actor will be created once they are gone.</summary>
    Creation,

    /// <summary>The actor will be restarted once they are gone.</summary>
    Recreation,

    /// <summary>The actor will stop once they are gone.</summary>
    Termination,
}
