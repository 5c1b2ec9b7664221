using ActorBroker.Log.Disk;

namespace ActorBroker.Simulation.Tests.Mistakes;

/// <summary>A mistake in what actors do with a message, planted where it leaves their mailbox: see <see cref="SpoiledMailbox"/>.</summary>
internal sealed class MailboxMistake(MessageMistake mistake) : IMistake
{
    public string Hocon =>
        $$"""
        akka.actor.default-mailbox {
          mailbox-type = "{{typeof(SpoiledMailbox).FullName}}, {{typeof(SpoiledMailbox).Assembly.GetName().Name}}"
          {{SpoiledMailbox.MistakeKey}} = {{mistake}}
        }
        akka.actor.mailbox.unbounded-deque-based = ${akka.actor.default-mailbox}
        """;

    public ILogDisk Spoil(ILogDisk disk) => disk;
}
