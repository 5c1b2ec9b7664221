using ActorBroker.Model.Records;

namespace ActorBroker.Log.Inspection;

/// <summary>A key, a value or a header's value.</summary>
/// <param name="Length">How many bytes it has; -1 for null.</param>
/// <param name="Bytes">The first of them, as many as the options allow; empty for null.</param>
public sealed record DumpedContent(int Length, ReadOnlyMemory<byte> Bytes)
{
    internal static DumpedContent Of(NullableBytes content, int bytesMax) => content.IsNull
        ? new DumpedContent(-1, default)
        : new DumpedContent(content.Span.Length, content.Span[..Math.Min(bytesMax, content.Span.Length)].ToArray());
}
