namespace ActorBroker.Log.Disk;

/// <summary>
/// What a device may hold of a file after the power failed. A sector takes the bytes it had on the device or after any of the
/// unsynced changes that touched it (so it is lost, stale or new), each sector for itself (so writes are torn and reordered), and
/// the length is one of those the file has had, whatever became of the bytes: where it is longer, the sectors between read as
/// zeros, noise, or what the file held elsewhere.
/// </summary>
/// <remarks>Bytes that were flushed, and not changed or cut since, are always there.</remarks>
internal static class MemoryFileCrash
{
    /// <summary>What a device writes whole or not at all.</summary>
    public const int SectorBytes = 512;

    private const int GarbageSectorsMax = 64;

    /// <summary>All unsynced changes, and nothing that a failed flush forgot but what shares a sector with them.</summary>
    public static MemoryContent KeepAll(MemoryFileState file)
    {
        var changes = MemoryFileChange.InOrder(file.Unsynced);
        return changes.Count == 0 ? file.Durable : Compose(file.Durable, changes, (_, _) => true, changes[^1].After.Length);
    }

    /// <summary>One of the possible contents.</summary>
    public static MemoryContent Lose(MemoryFileState file, Random random)
    {
        var changes = MemoryFileChange.InOrder(file.Unsynced);
        if (changes.Count == 0)
            return file.Durable;

        var length = AnyLength(file, changes, random);
        switch (random.Next(7))
        {
            case 0:
                return file.Durable;
            case 1:
                return KeepAll(file);
            case 2:
                return TearLast(file, changes, random);
            case 3:
                var kept = changes.ConvertAll(_ => random.Next(2) == 0);
                return Compose(Garbage(file, length, random), changes, (change, _) => kept[change], length);
            case 4:
                var last = changes[^1].After.Length;
                return Compose(Garbage(file, last, random), changes, (_, _) => false, last);
            case 5:
                return Compose(file.Durable, changes, (_, _) => true, length);
            default:
                var share = random.NextDouble();
                return Compose(Garbage(file, length, random), changes, (_, _) => random.NextDouble() < share, length);
        }
    }

    /// <summary>The first changes whole, one torn at a sector, none of those behind it.</summary>
    private static MemoryContent TearLast(MemoryFileState file, List<MemoryFileChange> changes, Random random)
    {
        var torn = random.Next(changes.Count);
        var change = changes[torn];
        var (first, end) = Sectors(change);
        var cut = first + random.NextInt64(end - first + 1);
        var lengthBefore = torn == 0 ? file.Durable.Length : changes[torn - 1].After.Length;
        var length = Math.Clamp(cut * SectorBytes, lengthBefore, Math.Max(lengthBefore, change.After.Length));
        if (change.After.Length < lengthBefore && random.Next(2) == 0)
            length = change.After.Length;
        return Compose(file.Durable, changes, (index, sector) => index < torn || (index == torn && sector < cut), length);
    }

    private static long AnyLength(MemoryFileState file, List<MemoryFileChange> changes, Random random)
    {
        if (random.Next(2) == 0)
            return changes[^1].After.Length;
        var chosen = random.Next(changes.Count + 1);
        return chosen == 0 ? file.Durable.Length : changes[chosen - 1].After.Length;
    }

    private static MemoryContent Compose(MemoryContent origin, List<MemoryFileChange> changes, Func<int, long, bool> keeps, long length)
    {
        var editor = new MemoryContent.Editor(origin);
        Span<byte> bytes = stackalloc byte[SectorBytes];
        for (var index = 0; index < changes.Count; index++)
        {
            var (first, end) = Sectors(changes[index]);
            for (var sector = first; sector < end; sector++)
            {
                if (!keeps(index, sector))
                    continue;
                var count = changes[index].After.Read(sector * SectorBytes, bytes);
                bytes[count..].Clear();
                editor.Write(sector * SectorBytes, bytes);
            }
        }

        editor.SetLength(length);
        return editor.ToContent();
    }

    /// <summary>
    /// The durable content, and behind its last sector, up to <paramref name="length"/>, what an unwritten sector may hold.
    /// </summary>
    private static MemoryContent Garbage(MemoryFileState file, long length, Random random)
    {
        var first = (file.Durable.Length + SectorBytes - 1) / SectorBytes;
        var count = Math.Min(length / SectorBytes - first, GarbageSectorsMax);
        var kind = random.Next(4);
        if (count <= 0 || kind < 2)
            return file.Durable;

        var editor = new MemoryContent.Editor(file.Durable);
        Span<byte> bytes = stackalloc byte[SectorBytes];
        for (var sector = first; sector < first + count; sector++)
        {
            bytes.Clear();
            if (kind == 2)
                random.NextBytes(bytes);
            else
                file.Cached.Read(random.NextInt64(file.Cached.Length / SectorBytes + 1) * SectorBytes, bytes);
            editor.Write(sector * SectorBytes, bytes);
        }

        return editor.ToContent();
    }

    private static (long First, long End) Sectors(MemoryFileChange change) =>
        change.Start == change.End ? (0, 0) : (change.Start / SectorBytes, (change.End + SectorBytes - 1) / SectorBytes);
}
