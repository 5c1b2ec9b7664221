namespace ActorBroker.Log.Disk;

/// <summary>A name in the directory of this number.</summary>
internal readonly record struct MemoryName(long Directory, string Name);
