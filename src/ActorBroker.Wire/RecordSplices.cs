namespace ActorBroker.Wire;

/// <summary>Leased records of a message that is being written, each with the position in the written bytes before which it belongs.</summary>
internal sealed class RecordSplices
{
    private readonly List<(int Position, IRecordLease Lease)> _splices = [];

    public int Count => _splices.Count;

    public (int Position, IRecordLease Lease) this[int index] => _splices[index];

    public void Add(int position, IRecordLease lease) => _splices.Add((position, lease));

    public void Clear() => _splices.Clear();
}
