using System.Collections.Immutable;
using Akka.Actor;
using Akka.Persistence;
using Akka.Persistence.Journal;

namespace Akka.PublicApi.Tests.Persisting;

public sealed class PluginTests() : TestKit.Xunit2.TestKit($$"""
    akka.loglevel = OFF
    akka.persistence {
      max-concurrent-recoveries = 2
      journal.plugin = "choosy-journal"
      snapshot-store.plugin = "akka.persistence.snapshot-store.local"
      snapshot-store.local.dir = "{{Folder.Replace('\\', '/')}}"
    }
    choosy-journal {
      class = "{{typeof(ChoosyJournal).AssemblyQualifiedName}}"
      plugin-dispatcher = "akka.actor.default-dispatcher"
      circuit-breaker { max-failures = 10, call-timeout = 10 s, reset-timeout = 30 s }
      event-adapters.doubling = "{{typeof(Doubling).AssemblyQualifiedName}}"
      event-adapter-bindings = { "System.Int32" = doubling }
    }
    """)
{
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), $"public-api-{Environment.ProcessId}");

    [Fact]
    public void Failed_write_stops_the_actor_and_a_rejected_one_does_not()
    {
        var actor = Watch(Sys.ActorOf(Props.Create(() => new Reporting("id", TestActor))));

        actor.Tell("reject this");
        ExpectMsg("rejected reject this@1: not this one");
        actor.Tell("fail at this");

        ExpectMsg("failed fail at this@2: disk full");
        ExpectTerminated(actor);
    }

    [Fact]
    public void Adapters_change_events_on_their_way_to_the_journal_and_back()
    {
        var first = Watch(Sys.ActorOf(Props.Create(() => new Account("adapted"))));
        first.Tell(5, TestActor);
        first.Tell("?", TestActor);
        ExpectMsg(5);
        Sys.Stop(first);
        ExpectTerminated(first);

        Sys.ActorOf(Props.Create(() => new Account("adapted"))).Tell("?", TestActor);

        ExpectMsg(10);
    }

    [Fact]
    public void Failed_recovery_calls_back_and_stops_the_actor()
    {
        var actor = Watch(Sys.ActorOf(Props.Create(() => new Reporting("unreadable", TestActor))));

        ExpectMsg("recovery failed: unreadable");
        ExpectTerminated(actor);
    }

    [Fact]
    public void Snapshots_are_files_of_the_local_store()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Account("filed")));

        actor.Tell("save", TestActor);

        ExpectMsg<SnapshotMetadata>();
        Assert.NotEmpty(Directory.GetFiles(Folder));
    }

    [Fact]
    public void Plugins_are_found_by_their_ids()
    {
        var persistence = Akka.Persistence.Persistence.Instance.Apply(Sys);

        Assert.Equal(persistence.JournalFor(""), persistence.JournalFor("choosy-journal"));
        Assert.NotEqual(persistence.SnapshotStoreFor(""), persistence.SnapshotStoreFor("akka.persistence.snapshot-store.inmem"));
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    private sealed class Reporting(string id, IActorRef reader) : UntypedPersistentActor
    {
        public override string PersistenceId => id;

        protected override void OnRecover(object message)
        {
        }

        protected override void OnCommand(object message) => Persist(message, reader.Tell);

        protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) =>
            reader.Tell($"failed {@event}@{sequenceNr}: {cause.Message}");

        protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr) =>
            reader.Tell($"rejected {@event}@{sequenceNr}: {cause.Message}");

        protected override void OnRecoveryFailure(Exception reason, object? message = null) => reader.Tell($"recovery failed: {reason.Message}");
    }

    internal sealed class ChoosyJournal : MemoryJournal
    {
        public override Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr) => persistenceId == "unreadable"
            ? Task.FromException<long>(new IOException("unreadable"))
            : base.ReadHighestSequenceNrAsync(persistenceId, fromSequenceNr);

        protected override async Task<IImmutableList<Exception?>?> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
        {
            var writes = messages.ToList();
            var texts = writes.SelectMany(write => (IEnumerable<IPersistentRepresentation>)write.Payload).Select(written => written.Payload as string ?? "").ToList();
            if (texts.Exists(text => text.StartsWith("fail", StringComparison.Ordinal)))
                throw new IOException("disk full");
            if (texts.Exists(text => text.StartsWith("reject", StringComparison.Ordinal)))
                return [.. writes.Select(_ => (Exception?)new ArgumentException("not this one"))];
            return await base.WriteMessagesAsync(writes);
        }
    }

    internal sealed class Doubling : IEventAdapter
    {
        public string Manifest(object evt) => "";

        public object ToJournal(object evt) => evt;

        public IEventSequence FromJournal(object evt, string manifest) => EventSequence.Single((int)evt * 2);
    }
}
