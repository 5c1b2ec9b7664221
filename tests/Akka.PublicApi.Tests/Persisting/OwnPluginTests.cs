using Akka.Actor;
using Akka.Persistence;

namespace Akka.PublicApi.Tests.Persisting;

public sealed class OwnPluginTests() : TestKit.Xunit2.TestKit($$"""
    akka.loglevel = OFF
    akka.persistence.journal.plugin = list-journal
    akka.persistence.snapshot-store.plugin = list-snapshots
    list-journal {
      class = "{{typeof(ListJournal).AssemblyQualifiedName}}"
      plugin-dispatcher = "akka.actor.default-dispatcher"
    }
    list-snapshots {
      class = "{{typeof(ListSnapshotStore).AssemblyQualifiedName}}"
      plugin-dispatcher = "akka.actor.default-dispatcher"
    }
    """)
{
    [Fact]
    public void Journal_and_snapshot_store_of_an_application_serve_its_actors()
    {
        var first = Watch(Sys.ActorOf(Props.Create(() => new Account("own"))));
        foreach (var command in (object[])[10, "save", 5])
            first.Tell(command, TestActor);
        ExpectMsg<SnapshotMetadata>();
        first.Tell("delete", TestActor);
        ExpectMsgAllOf<object>("events deleted to 1", "snapshot deleted", "snapshots deleted");
        Sys.Stop(first);
        ExpectTerminated(first);

        Sys.ActorOf(Props.Create(() => new Account("own"))).Tell("recovered", TestActor);

        ExpectMsg("snapshot none, events 5, last 2");
    }
}
