namespace Akka.Dispatch;

/// <summary>An action as a piece of work.</summary>
public sealed class ActionRunnable(Action action) : IRunnable
{
    private readonly Action _action = action;

    public void Run() => _action();

    public void Execute() => _action();
}
