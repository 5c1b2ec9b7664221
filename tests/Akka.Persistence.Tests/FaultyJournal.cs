using System.Collections.Immutable;
using Akka.Actor;
using Akka.Persistence.Journal;

namespace Akka.Persistence.Tests;

/// <summary>
/// A journal in memory that does what events and ids say: <c>reject...</c> is rejected, <c>fail...</c> fails, <c>throw...</c>
/// throws, <c>stick...</c> never ends; an id that begins with <c>silent</c> is never replayed, with <c>mute</c> not even counted, with
/// <c>unreadable</c> cannot be replayed.
/// </summary>
internal sealed class FaultyJournal : MemoryJournal
{
    public override Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback) =>
        persistenceId.StartsWith("unreadable", StringComparison.Ordinal)
            ? Task.FromException(new IOException("unreadable"))
            : persistenceId.StartsWith("silent", StringComparison.Ordinal)
            ? new TaskCompletionSource().Task
            : base.ReplayMessagesAsync(context, persistenceId, fromSequenceNr, toSequenceNr, max, recoveryCallback);

    public override Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr) =>
        persistenceId.StartsWith("mute", StringComparison.Ordinal)
            ? new TaskCompletionSource<long>().Task
            : persistenceId.StartsWith("unreadable", StringComparison.Ordinal) || persistenceId.StartsWith("silent", StringComparison.Ordinal)
            ? Task.FromResult(1L)
            : base.ReadHighestSequenceNrAsync(persistenceId, fromSequenceNr);

    protected override Task<IImmutableList<Exception?>?> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
    {
        var writes = messages.ToList();
        if (writes.Exists(write => Says(write, "throw")))
            throw new IOException("thrown");
        if (writes.Exists(write => Says(write, "stick")))
            return new TaskCompletionSource<IImmutableList<Exception?>?>().Task;
        if (writes.Exists(write => Says(write, "fail")))
            return Task.FromException<IImmutableList<Exception?>?>(new IOException("disk"));

        var rejections = writes.Select(write => Says(write, "reject") ? new ArgumentException("refused") : null).ToImmutableList<Exception?>();
        return base.WriteMessagesAsync(writes.Where(write => !Says(write, "reject")))
            .ContinueWith(_ => (IImmutableList<Exception?>?)rejections, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private static bool Says(AtomicWrite write, string what) =>
        ((IEnumerable<IPersistentRepresentation>)write.Payload).Any(@event => @event.Payload is string text && text.StartsWith(what, StringComparison.Ordinal));
}
