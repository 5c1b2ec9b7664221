using System.Globalization;
using System.Runtime.InteropServices;

namespace ActorBroker.Machines.Tests.Checking;

/// <summary>How often each row of a transition table, and each kind of fault, was reached.</summary>
internal sealed class Coverage
{
    private readonly SortedDictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<long> _counts = [];

    /// <summary>The number of a row or fault; a new one begins at zero.</summary>
    public int Number(string name)
    {
        if (!_numbers.TryGetValue(name, out var number))
        {
            number = _counts.Count;
            _numbers.Add(name, number);
            _counts.Add(0);
        }

        return number;
    }

    /// <summary>Counts one more.</summary>
    public void Reached(int number) => CollectionsMarshal.AsSpan(_counts)[number]++;

    /// <summary>Counts one more.</summary>
    public void Reached(string name) => Reached(Number(name));

    /// <summary>Names that were never reached.</summary>
    public IEnumerable<string> Missing => _numbers.Where(pair => _counts[pair.Value] == 0).Select(pair => pair.Key);

    /// <summary>One line for each name.</summary>
    public override string ToString() => string.Join(
        '\n',
        _numbers.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{_counts[pair.Value],16:N0}  {pair.Key}")));
}
