using ActorBroker.Log.Inspection;
using ActorBroker.Log.Segments;
using ActorBroker.Model;

namespace ActorBroker.Log;

/// <summary>A range of offsets that is not as it was written. A replica with damage is not electable; what is sound of it is served.</summary>
/// <param name="First">The first offset concerned.</param>
/// <param name="Next">The first offset behind the range.</param>
/// <param name="File">The segment's file.</param>
/// <param name="Position">Where in the file it begins, in bytes.</param>
/// <param name="Defect">What was found there.</param>
/// <param name="IsCut">True when the log was cut there and sound batches lay behind: the log now ends at <paramref name="First"/>.</param>
public sealed record LogDamage(Offset First, Offset Next, string File, long Position, StoredBatchDefect Defect, bool IsCut)
{
    /// <summary>For an operator: which offsets, where in which file, what was found, and what became of them.</summary>
    public override string ToString() =>
        $"offsets {First} to {Next.Value - 1}, in '{File}' from byte {Position} on: {DefectText.Of(Defect)} "
        + (IsCut ? "The log was cut there, and gives these offsets anew." : "They are not served; what lies around them is.");
}
