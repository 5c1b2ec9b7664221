namespace Akka.Actor;

/// <summary>A path with a parent.</summary>
public sealed class ChildActorPath(ActorPath parentPath, string name, long uid) : ActorPath(parentPath, name, uid);
