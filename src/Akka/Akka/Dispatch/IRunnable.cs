namespace Akka.Dispatch;

/// <summary>A piece of work for an executor.</summary>
public interface IRunnable : IThreadPoolWorkItem
{
    void Run();
}
