namespace Akka.Dispatch;

/// <summary>Makes the executor of a dispatcher when it is first needed.</summary>
public abstract class ExecutorServiceFactory
{
    public abstract ExecutorService Produce(string id);
}
