using System.Collections.Immutable;

namespace ActorBroker.Log.Tests.Directories;

/// <summary>What a replica should hold, as a plain list: the values of all records since it was made, those below its start included.</summary>
/// <param name="Start">The log's start.</param>
/// <param name="DurableEnd">All below was reported durable.</param>
/// <param name="Values">The value of each offset.</param>
/// <param name="BatchEnds">The offsets behind each batch, in order.</param>
internal sealed record ModelReplica(int Start, int DurableEnd, ImmutableList<string> Values, ImmutableSortedSet<int> BatchEnds)
{
    public static readonly ModelReplica New = new(0, 0, [], [0]);

    public int End => Values.Count;

    public ModelReplica Append(IReadOnlyList<string> values) =>
        this with { Values = Values.AddRange(values), BatchEnds = BatchEnds.Add(Values.Count + values.Count) };

    public ModelReplica Flushed() => this with { DurableEnd = End };

    public ModelReplica CutTo(int end) => this with
    {
        DurableEnd = Math.Min(DurableEnd, end),
        Values = Values.RemoveRange(end, Values.Count - end),
        BatchEnds = BatchEnds.Except(BatchEnds.Where(one => one > end)),
    };

    public ModelReplica StartAt(int start) => this with { Start = start, DurableEnd = Math.Max(DurableEnd, start) };

    /// <summary>True when the record of this offset may have this value.</summary>
    public bool Has(int offset, string value) => offset < End && Values[offset] == value;
}
