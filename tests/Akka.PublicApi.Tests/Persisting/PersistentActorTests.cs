using Akka.Actor;
using Akka.Persistence;

namespace Akka.PublicApi.Tests.Persisting;

public sealed class PersistentActorTests() : TestKit.Xunit2.TestKit("""
    akka.loglevel = OFF
    akka.persistence.journal.plugin = "akka.persistence.journal.inmem"
    akka.persistence.snapshot-store.plugin = "akka.persistence.snapshot-store.inmem"
    """)
{
    public static TheoryData<string> Kinds => ["persistent", "untyped", "receive"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void State_is_what_the_events_say_also_after_a_restart(string kind)
    {
        var first = Watch(Sys.ActorOf(Account(kind)));
        foreach (var command in (object[])[10, 20, new[] { 1, 2 }, "async", "async all", "defer"])
            first.Tell(command, TestActor);
        ExpectMsg("deferred");
        first.Tell("?", TestActor);
        ExpectMsg(40);
        Sys.Stop(first);
        ExpectTerminated(first);

        Sys.ActorOf(Account(kind)).Tell("?", TestActor);

        ExpectMsg(40);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Recovery_begins_with_the_youngest_snapshot(string kind)
    {
        var first = Watch(Sys.ActorOf(Account(kind)));
        foreach (var command in (object[])[10, "save", 5])
            first.Tell(command, TestActor);
        var saved = ExpectMsg<SnapshotMetadata>();
        Assert.Equal((kind, 1L), (saved.PersistenceId, saved.SequenceNr));
        first.Tell(PoisonPill.Instance, TestActor);
        ExpectTerminated(first);

        var second = Sys.ActorOf(Account(kind));

        second.Tell("?", TestActor);
        ExpectMsg(15);
        second.Tell("recovered", TestActor);
        ExpectMsg("snapshot 10@1, events 5, last 2");
    }

    [Fact]
    public void Commands_wait_while_an_event_is_persisted()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Account("waiting")));

        actor.Tell(10, TestActor);
        actor.Tell("?", TestActor);

        ExpectMsg(10);
    }

    [Fact]
    public void Events_and_snapshots_are_deleted()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Account("deleting")));
        foreach (var command in (object[])[10, 20, "save"])
            actor.Tell(command, TestActor);
        ExpectMsg<SnapshotMetadata>();

        actor.Tell("delete", TestActor);

        ExpectMsgAllOf<object>("events deleted to 1", "snapshot deleted", "snapshots deleted");
    }

    [Fact]
    public void Only_part_of_the_history_is_recovered_when_asked_for()
    {
        var actor = Watch(Sys.ActorOf(Props.Create(() => new Account("part"))));
        foreach (var command in (object[])[10, 20, 30, "?"])
            actor.Tell(command, TestActor);
        ExpectMsg(60);
        Sys.Stop(actor);
        ExpectTerminated(actor);

        var partly = Sys.ActorOf(Props.Create(() => new Account("part", new Recovery(SnapshotSelectionCriteria.None, 2))));

        partly.Tell("recovered", TestActor);
        ExpectMsg("snapshot none, events 10 20, last 3");
    }

    private static Props Account(string kind) => kind switch
    {
        "untyped" => Props.Create(() => new UntypedAccount()),
        "receive" => Props.Create(() => new ReceivingAccount()),
        _ => Props.Create(() => new Account("persistent")),
    };
}
