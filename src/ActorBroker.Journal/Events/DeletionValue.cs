using ActorBroker.Journal.Payloads;

namespace ActorBroker.Journal.Events;

/// <summary>
/// The value of an actor's mark of deletion, schema version 1: <c>version:byte deletedTo:int64 highest:int64</c>, both sequence numbers inclusive. The last
/// mark of an actor stays for ever: it keeps the highest number when all events are gone.
/// </summary>
internal readonly record struct DeletionValue(long DeletedTo, long Highest)
{
    private const byte Version = 1;

    public void Write(FieldWriter writer)
    {
        writer.Write(Version);
        writer.Write(DeletedTo);
        writer.Write(Highest);
    }

    /// <summary>False where a newer build wrote the value, or it is cut off.</summary>
    public static bool TryRead(ReadOnlySpan<byte> value, out DeletionValue mark)
    {
        var reader = new FieldReader(value);
        var version = reader.ReadByte();
        mark = new DeletionValue(reader.ReadInt64(), reader.ReadInt64());
        return version == Version && !reader.Overran;
    }
}
