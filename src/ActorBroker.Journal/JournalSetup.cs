using ActorBroker.Log.Disk;
using Akka.Actor.Setup;

namespace ActorBroker.Journal;

/// <summary>
/// Where the plugins of an actor system get their disk, their executor and their chance from. What is null comes from the configuration: the machine's own
/// disk, and the dispatcher that <c>io-dispatcher</c> names.
/// </summary>
public sealed class JournalSetup : Setup
{
    /// <summary>The disk that holds the directories; null for the machine's own.</summary>
    public ILogDisk? Disk { get; init; }

    /// <summary>Runs flushes, reads and scans; null for the dispatcher of <c>io-dispatcher</c>.</summary>
    public IDiskExecutor? Executor { get; init; }

    /// <summary>From it come the ids of new directories and the seeds of compactions; null for one made from the time.</summary>
    public long? Seed { get; init; }
}
