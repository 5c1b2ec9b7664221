namespace Akka.Actor;

/// <summary>One instance per actor system, made by its <see cref="IExtensionId"/>.</summary>
public interface IExtension;
