namespace ActorBroker.Log.Disk;

/// <summary>What a name stands for: a file or directory of a <see cref="MemoryDisk"/>, which keeps its number whatever its names.</summary>
internal readonly record struct MemoryEntry(long Id, bool IsDirectory);
