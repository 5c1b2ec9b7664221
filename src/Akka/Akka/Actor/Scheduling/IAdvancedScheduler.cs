namespace Akka.Actor;

/// <summary>What is scheduled here runs outside any actor.</summary>
public interface IAdvancedScheduler : IActionScheduler
{
}
