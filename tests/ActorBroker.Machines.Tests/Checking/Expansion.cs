using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorBroker.Machines.Tests.Checking;

/// <summary>The states that one step leads to from a state, each with what was reached on the way, and on demand with a text.</summary>
internal sealed class Expansion
{
    private readonly List<int> _numbers = [];
    private readonly List<int> _ends = [];
    private readonly List<string> _texts = [];

    public Expansion(Coverage coverage) => Coverage = coverage;

    /// <summary>What was reached, and how often.</summary>
    public Coverage Coverage { get; }

    /// <summary>True when texts are wanted.</summary>
    public bool IsTelling { get; set; }

    /// <summary>How many states.</summary>
    public int Count => _ends.Count;

    /// <summary>What rule a step broke, and by which step; null as long as none was.</summary>
    public (int Step, string Rule)? Violation { get; private set; }

    /// <summary>Forgets all states.</summary>
    public void Clear()
    {
        _numbers.Clear();
        _ends.Clear();
        _texts.Clear();
        Violation = null;
    }

    /// <summary>Adds a part to the state that is being made.</summary>
    public void Part(int number) => _numbers.Add(number);

    /// <summary>Ends the state that is being made.</summary>
    /// <param name="text">The step in words; kept only when <see cref="IsTelling"/>.</param>
    public void End(string text)
    {
        _ends.Add(_numbers.Count);
        if (IsTelling)
            _texts.Add(text);
    }

    /// <summary>A step in words; empty unless <see cref="IsTelling"/>.</summary>
    public string Tell([InterpolatedStringHandlerArgument("")] ref StepText text) => IsTelling ? text.ToStringAndClear() : "";

    /// <summary>Says that the state that is being made is one that must not be.</summary>
    public void Violate(string rule) => Violation ??= (Count, rule);

    /// <summary>The parts of a state.</summary>
    public ReadOnlySpan<int> State(int index)
    {
        var start = index == 0 ? 0 : _ends[index - 1];
        return CollectionsMarshal.AsSpan(_numbers)[start.._ends[index]];
    }

    /// <summary>A step in words.</summary>
    public string Text(int index) => _texts[index];
}
