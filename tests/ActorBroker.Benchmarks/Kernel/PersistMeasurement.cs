using Akka.Actor;
using Akka.Persistence;

namespace ActorBroker.Benchmarks.Kernel;

/// <summary>One actor that persists one event for each command, in the journal in memory: a command waits for the event before it.</summary>
internal static class PersistMeasurement
{
    public const string Hocon = "akka.persistence.snapshot-store.plugin = \"akka.persistence.snapshot-store.inmem\"";

    /// <summary>Events a second, in thousands.</summary>
    public static double Run(ActorSystem system, int events, TimeSpan limit)
    {
        var done = new TaskCompletionSource();
        var actor = system.ActorOf(Props.Create(() => new Writer($"writer-{events}", events, done)));
        var command = new object();
        var began = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < events; i++)
            actor.Tell(command, ActorRefs.NoSender);
        done.Task.Wait(limit);
        return events / TimeProvider.System.GetElapsedTime(began).TotalSeconds / 1e3;
    }

    private sealed class Writer(string id, int events, TaskCompletionSource done) : PersistentActor
    {
        private int _left = events;

        public override string PersistenceId => id;

        protected override bool ReceiveRecover(object message) => true;

        protected override bool ReceiveCommand(object message)
        {
            Persist(message, _ =>
            {
                if (--_left == 0)
                    done.SetResult();
            });
            return true;
        }
    }
}
