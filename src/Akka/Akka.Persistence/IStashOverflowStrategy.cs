namespace Akka.Persistence;

/// <summary>What a persistent actor does with a command when its internal stash is full.</summary>
public interface IStashOverflowStrategy
{
}
