using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ActorBroker.Machines.Tests.Checking;

/// <summary>
/// The parts that the states of a system are made of: a machine in one of its states, a message, a counter. Each distinct part is kept once and
/// has a number, so that a state is a short list of numbers, and what a machine decides about a message is asked once.
/// </summary>
/// <remarks>
/// Machines are pure, so two parts with the same text are the same. The text is made once for each renaming of the nodes, and a hash of 128 bits
/// from it: a state's hash is the sum over its parts, the least over all renamings.
/// </remarks>
internal sealed class PartTable
{
    private readonly Dictionary<string, int> _numbers = [];
    private readonly List<object> _parts = [];
    private readonly List<UInt128> _hashes = [];
    private readonly IReadOnlyList<Renaming> _renamings;

    public PartTable(IReadOnlyList<Renaming> renamings) => _renamings = renamings;

    /// <summary>How many distinct parts there are.</summary>
    public int Count => _parts.Count;

    /// <summary>The part of a number.</summary>
    public object this[int number] => _parts[number];

    /// <summary>The number of a part that is the same as this one.</summary>
    public int Number(IPart part)
    {
        var text = new PartText(_renamings[0]);
        part.Describe(text);
        var key = text.ToString();
        if (_numbers.TryGetValue(key, out var number))
            return number;

        number = _parts.Count;
        _numbers.Add(key, number);
        _parts.Add(part);
        foreach (var renaming in _renamings)
            _hashes.Add(Hash(part, renaming));
        return number;
    }

    /// <summary>The hash of a state that is made of these parts: the same for states that differ in the order of parts or in nodes' names only.</summary>
    public UInt128 HashOf(ReadOnlySpan<int> state)
    {
        var hashes = CollectionsMarshal.AsSpan(_hashes);
        Span<UInt128> sums = stackalloc UInt128[_renamings.Count];
        sums.Clear();
        foreach (var number in state)
        {
            var summands = hashes.Slice(number * sums.Length, sums.Length);
            for (var renaming = 0; renaming < sums.Length; renaming++)
                sums[renaming] += summands[renaming];
        }

        var least = sums[0];
        foreach (var sum in sums)
            least = UInt128.Min(least, sum);
        return least;
    }

    private static UInt128 Hash(IPart part, Renaming renaming)
    {
        var text = new PartText(renaming);
        part.Describe(text);
        var digest = SHA256.HashData(MemoryMarshal.AsBytes(text.ToString().AsSpan()));
        return BinaryPrimitives.ReadUInt128LittleEndian(digest);
    }
}
