using System.Collections.Immutable;
using Akka.Actor;
using Akka.Persistence;

namespace ActorBroker.Journal.Tests.Support;

/// <summary>Requests to plugins, short to write.</summary>
internal static class Requests
{
    public const string Id = "actor-1";
    public const string Writer = "0f8fad5b-d9cb-469f-a165-70867728950e";

    private const int Instance = 7;

    /// <summary>Events <c>a-1</c>, <c>a-2</c>, ... each written by itself.</summary>
    public static Func<IActorRef, object> Write(long from, long to, string id = Id) =>
        asker => new WriteMessages(
            [.. Numbers(from, to).Select(number => new AtomicWrite(Event(id, number, $"a-{number}", asker)))], asker, Instance);

    /// <summary>Events that are written together.</summary>
    public static Func<IActorRef, object> WriteAll(long from, string id, params object[] payloads) =>
        asker => new WriteMessages([Atomic(id, from, payloads)], asker, Instance);

    /// <summary>Several atomic writes in one request.</summary>
    public static Func<IActorRef, object> WriteEach(params AtomicWrite[] writes) => asker => new WriteMessages(writes, asker, Instance);

    public static AtomicWrite Atomic(string id, long from, params object[] payloads) =>
        new(payloads.Select<object, IPersistentRepresentation>((payload, index) => Event(id, from + index, payload, ActorRefs.NoSender)).ToImmutableList());

    public static Func<IActorRef, object> Replay(long from = 1, long to = long.MaxValue, long max = long.MaxValue, string id = Id) =>
        asker => new ReplayMessages(from, to, max, id, asker);

    public static Func<IActorRef, object> Delete(long to, string id = Id) => asker => new DeleteMessagesTo(id, to, asker);

    public static Func<IActorRef, object> Save(long sequenceNr, object snapshot, long ticks = 0, string id = Id) =>
        _ => new SaveSnapshot(ticks == 0 ? new SnapshotMetadata(id, sequenceNr) : new SnapshotMetadata(id, sequenceNr, At(ticks)), snapshot);

    public static Func<IActorRef, object> Load(SnapshotSelectionCriteria criteria, long to = long.MaxValue, string id = Id) =>
        _ => new LoadSnapshot(id, criteria, to);

    public static DateTime At(long ticks) => new(ticks, DateTimeKind.Utc);

    /// <summary>What a replay gave, as text: number and payload of each event, then the highest number or the failure.</summary>
    public static string Told(IEnumerable<object> heard) => string.Join(' ', heard.Select(message => message switch
    {
        ReplayedMessage replayed => $"{replayed.Persistent.SequenceNr}:{replayed.Persistent.Payload}",
        RecoverySuccess success => $"highest={success.HighestSequenceNr}",
        ReplayMessagesFailure failure => $"failed={failure.Cause.GetType().Name}",
        WriteMessageSuccess success => $"written={success.Persistent.SequenceNr}",
        WriteMessageRejected rejected => $"rejected={rejected.Persistent.SequenceNr}",
        WriteMessageFailure failure => $"failed={failure.Persistent.SequenceNr}",
        _ => message.GetType().Name,
    }));

    private static Persistent Event(string id, long number, object payload, IActorRef? sender) =>
        new Persistent(payload, number, id, "", false, sender, Writer);

    private static IEnumerable<long> Numbers(long from, long to)
    {
        for (var number = from; number <= to; number++)
            yield return number;
    }
}
