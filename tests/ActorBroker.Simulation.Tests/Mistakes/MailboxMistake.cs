using ActorBroker.Log.Disk;

namespace ActorBroker.Simulation.Tests.Mistakes;

/// <summary>A mistake in what partitions' actors do with a message, planted where it leaves their mailbox: see <see cref="SpoiledMailbox"/>.</summary>
internal sealed class MailboxMistake(MessageMistake mistake) : IMistake
{
    public string Hocon =>
        $$"""
        akka.actor.mailbox.unbounded-deque-based {
          mailbox-type = "{{typeof(SpoiledMailbox).FullName}}, {{typeof(SpoiledMailbox).Assembly.GetName().Name}}"
          {{SpoiledMailbox.MistakeKey}} = {{mistake}}
        }
        """;

    public ILogDisk Spoil(ILogDisk disk) => disk;
}
