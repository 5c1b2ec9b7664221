namespace ActorBroker.Log.Disk;

/// <summary>
/// Keeps works until it is told to run them, then does so in an order that its seed decides: any work may overtake any other, and so
/// may its completion.
/// </summary>
/// <remarks>Threading: one thread. Works and completions may ask for further works.</remarks>
/// <param name="random">Decides the order.</param>
public sealed class SeededDiskExecutor(Random random) : IDiskExecutor
{
    private readonly List<Action> _steps = [];

    /// <summary>How many works and completions wait.</summary>
    public int Pending => _steps.Count;

    /// <inheritdoc />
    public void Execute(Action work, Action<Exception?> completed) => _steps.Add(() =>
    {
        var failure = Run(work);
        _steps.Add(() => completed(failure));
    });

    /// <summary>Runs one waiting work, or tells of the end of one that has run; false when nothing waits.</summary>
    public bool RunOne()
    {
        if (_steps.Count == 0)
            return false;

        var index = random.Next(_steps.Count);
        var step = _steps[index];
        _steps.RemoveAt(index);
        step();
        return true;
    }

    /// <summary>Runs until nothing waits.</summary>
    public void RunAll()
    {
        while (RunOne())
        {
        }
    }

    private static Exception? Run(Action work)
    {
        try
        {
            work();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
