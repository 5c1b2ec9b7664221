using ActorBroker.Journal;
using ActorBroker.Log;

namespace ActorBroker.Hosting.Nodes;

/// <summary>What an actor remembers cannot be read, and there is no broker without it.</summary>
internal sealed class DamagedMemoryException : Exception
{
    /// <param name="directory">The directory of the journal or of the snapshots.</param>
    /// <param name="damage">What was found to be damaged there; empty when that is not known.</param>
    /// <param name="cause">What the actor was told.</param>
    public DamagedMemoryException(string directory, IReadOnlyList<LogDamage> damage, UnreadableEntryException cause)
        : base($"{cause.Message} {string.Concat(damage.Select(each => $"Damaged are {each} "))}Restore the directory from a backup: without it nobody knows which topics there are.", cause)
    {
        Directory = directory;
    }

    /// <summary>The directory.</summary>
    public string Directory { get; }
}
