using ActorBroker.Model;

namespace ActorBroker.Log.Segments;

/// <summary>
/// A range of offsets cannot be read, because bytes on disk are damaged or gone. Clients get CORRUPT_MESSAGE;
/// what lies before and behind the range is still served.
/// </summary>
public sealed class CorruptBatchException : IOException
{
    /// <param name="first">The first offset that cannot be read.</param>
    /// <param name="next">The first offset behind the damage that can be read, or the log's end.</param>
    /// <param name="file">The segment's file.</param>
    /// <param name="position">Where in that file the damage begins, in bytes.</param>
    /// <param name="defect">What was found.</param>
    public CorruptBatchException(Offset first, Offset next, string file, long position, StoredBatchDefect defect)
        : base($"Offsets {first} to {next.Value - 1} cannot be read: {defect} at byte {position} of '{file}'.")
    {
        First = first;
        Next = next;
        File = file;
        Position = position;
        Defect = defect;
    }

    /// <summary>The first offset that cannot be read.</summary>
    public Offset First { get; }

    /// <summary>The first offset behind the damage that can be read, or the log's end.</summary>
    public Offset Next { get; }

    /// <summary>The segment's file.</summary>
    public string File { get; }

    /// <summary>Where in that file the damage begins, in bytes.</summary>
    public long Position { get; }

    /// <summary>What was found.</summary>
    public StoredBatchDefect Defect { get; }

    /// <summary>The same as a range of the log, which stays as it is.</summary>
    public LogDamage ToDamage() => new(First, Next, File, Position, Defect, IsCut: false);
}
