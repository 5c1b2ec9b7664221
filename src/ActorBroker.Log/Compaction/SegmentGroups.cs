namespace ActorBroker.Log.Compaction;

/// <summary>Puts neighbouring segments together that are compacted into one, so that what compaction leaves does not lie in ever smaller segments.</summary>
internal static class SegmentGroups
{
    /// <summary>The groups of the first segments, each from one index up to another.</summary>
    /// <param name="source">The log.</param>
    /// <param name="count">How many segments are compacted.</param>
    /// <param name="bytesMax">A group of several has no more bytes than this, before it is compacted.</param>
    public static Queue<(int First, int End)> Of(CompactionSource source, int count, int bytesMax)
    {
        var groups = new Queue<(int First, int End)>();
        for (var first = 0; first < count;)
        {
            var end = first + 1;
            for (long bytes = source.Segments[first].Bytes; end < count; end++)
            {
                bytes += source.Segments[end].Bytes;
                if (bytes > bytesMax || source.EndOf(end) - source.Segments[first].BaseOffset > int.MaxValue)
                    break;
            }

            groups.Enqueue((first, end));
            first = end;
        }

        return groups;
    }
}
