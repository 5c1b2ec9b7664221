using System.Text;

namespace ActorBroker.Machines.Tests.Checking;

/// <summary>Visits every state that a system can reach, nearest first, until none is left or a rule is broken.</summary>
internal sealed class Explorer
{
    private readonly IExploredSystem _system;
    private readonly VisitedStates _visited = new();
    private readonly StateQueue _queue = new();
    private readonly Expansion _expansion;

    public Explorer(IExploredSystem system, Coverage coverage)
    {
        _system = system;
        _expansion = new Expansion(coverage);
    }

    /// <summary>States reached so far, those that differ in nodes' names only counted once.</summary>
    public long States => _visited.Count;

    /// <summary>Steps taken so far.</summary>
    public long Steps { get; private set; }

    /// <summary>True when every state that can be reached was visited.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Explores.</summary>
    /// <param name="statesMax">Stops when this many states were reached.</param>
    /// <param name="progress">Told after every millionth state; may be null.</param>
    /// <returns>Null when no rule was broken; else the shortest way to its breach, a step on each line.</returns>
    public string? Run(long statesMax, Action<Explorer>? progress = null)
    {
        Visit(0, _system.Initial);
        while (_queue.Count > 0 && _visited.Count < statesMax)
        {
            var state = _queue.Dequeue(out var number);
            _expansion.Clear();
            _system.Expand(state, _expansion);
            if (_expansion.Violation is { } violation)
                return Tell(number, violation.Step, violation.Rule);

            Steps += _expansion.Count;
            for (var step = 0; step < _expansion.Count; step++)
            {
                if (Visit(number, _expansion.State(step)) && _visited.Count % 1_000_000 == 0)
                    progress?.Invoke(this);
            }
        }

        IsComplete = _queue.Count == 0;
        return null;
    }

    private bool Visit(uint from, ReadOnlySpan<int> state)
    {
        if (!_visited.Add(_system.Parts.HashOf(state), from, out var number))
            return false;

        _queue.Enqueue(number, state);
        return true;
    }

    private string Tell(uint number, int lastStep, string rule)
    {
        _expansion.IsTelling = true;
        var told = new StringBuilder();
        var way = _visited.WayTo(number);
        var state = _system.Initial;
        var line = 1;
        foreach (var hash in way.Skip(1))
        {
            var step = StepTo(state, hash);
            told.Append(line++).Append(". ").AppendLine(_expansion.Text(step));
            state = _expansion.State(step).ToArray();
        }

        Expand(state);
        return told.Append(line).Append(". ").AppendLine(_expansion.Text(BreachFrom(lastStep))).Append("BREACH: ").Append(rule).ToString();
    }

    // The state on the told way may have its nodes named otherwise than the one that was explored, and so its steps in another order.
    private int BreachFrom(int lastStep) => _expansion.Violation?.Step ?? lastStep;

    private int StepTo(int[] state, UInt128 hash)
    {
        Expand(state);
        for (var step = 0; step < _expansion.Count; step++)
        {
            if (_system.Parts.HashOf(_expansion.State(step)) == hash)
                return step;
        }

        throw new InvalidOperationException("a state on the way has no step to the next one: the parts' renaming is not sound");
    }

    private void Expand(int[] state)
    {
        _expansion.Clear();
        _system.Expand(state, _expansion);
    }
}
