namespace Akka.Actor;

/// <summary>A message that does not restart the receive timeout of who gets it.</summary>
public interface INotInfluenceReceiveTimeout;
