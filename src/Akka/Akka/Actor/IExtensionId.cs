namespace Akka.Actor;

/// <summary>Makes and finds an extension of a system.</summary>
public interface IExtensionId
{
    Type ExtensionType { get; }

    /// <summary>The system's instance; made when it has none.</summary>
    object Apply(ActorSystem system);

    object Get(ActorSystem system);

    object CreateExtension(ExtendedActorSystem system);
}
