using System.Collections.Immutable;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.Persistence.Journal;

namespace ActorBroker.Broker.Tests.Support;

/// <summary>A journal in memory whose writes fail while a test says so: for persistent actors whose ids begin in a certain way.</summary>
public sealed class FaultyJournal : MemoryJournal
{
    /// <summary>A system with it as its journal.</summary>
    public static readonly Config Config = ConfigurationFactory.ParseString($$"""
        akka.persistence.journal.plugin = "faulty"
        faulty { class = "{{typeof(FaultyJournal).AssemblyQualifiedName}}", plugin-dispatcher = "akka.actor.default-dispatcher" }
        """);

    private string? _failing;

    /// <summary>Lets writes fail of actors whose ids begin so; null for none. Answered with itself.</summary>
    public sealed record Fail(string? IdPrefix);

    protected override bool ReceivePluginInternal(object message)
    {
        if (message is not Fail fail)
            return base.ReceivePluginInternal(message);

        _failing = fail.IdPrefix;
        Sender.Tell(fail);
        return true;
    }

    protected override Task<IImmutableList<Exception?>?> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
    {
        var writes = messages.ToArray();
        return _failing is { } prefix && writes.Any(write => write.PersistenceId.StartsWith(prefix, StringComparison.Ordinal))
            ? Task.FromException<IImmutableList<Exception?>?>(new IOException("the journal's disk failed"))
            : base.WriteMessagesAsync(writes);
    }
}
