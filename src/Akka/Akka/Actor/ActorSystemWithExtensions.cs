namespace Akka.Actor;

/// <summary>Registers extensions by type.</summary>
public static class ActorSystemWithExtensions
{
    /// <param name="extensionId">A class that is an <see cref="IExtensionId"/> and has a constructor without arguments.</param>
    public static T WithExtension<T>(this ActorSystem system, Type extensionId)
        where T : class, IExtension =>
        (T)((IExtensionId)Activator.CreateInstance(extensionId)!).Apply(system);

    public static T WithExtension<T, TI>(this ActorSystem system)
        where T : class, IExtension
        where TI : IExtensionId => system.WithExtension<T>(typeof(TI));
}
