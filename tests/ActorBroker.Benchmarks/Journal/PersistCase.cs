using Akka.Actor;
using Akka.Persistence;

namespace ActorBroker.Benchmarks.Journal;

/// <summary>
/// Actors that each persist an event of 100 bytes, wait for it, and persist the next. The bare way then writes and flushes as many bytes in the groups that the
/// journal made, on one thread, one group after the other.
/// </summary>
internal sealed class PersistCase(string directory, int actors, int events)
{
    private int[] _groups = [];

    /// <summary>How many events one flush served, on average.</summary>
    public double EventsPerGroup => (double)events / _groups.Length;

    /// <summary>The processor's time for an event, in microseconds, all of the actor system's work included.</summary>
    public double ProcessorPerEvent { get; private set; }

    /// <summary>Events a second.</summary>
    public double Journal()
    {
        var path = Path.Combine(directory, "journal");
        var disk = new RecordingDisk();
        var system = JournalSystem.Start(path, disk);
        Run(system, actors, "warm");
        disk.Groups.Clear();
        var began = Cost.Now;
        var seconds = Run(system, events, "hot");
        ProcessorPerEvent = Cost.Since(began).Processor * 1e6 / events;
        _groups = [.. disk.Groups];
        JournalSystem.Stop(system);
        Directory.Delete(path, recursive: true);
        return events / seconds;
    }

    /// <summary>Events a second.</summary>
    public double Bare()
    {
        var path = Path.Combine(directory, "bare");
        var bytes = new byte[_groups.Max()];
        var began = TimeProvider.System.GetTimestamp();
        using (var file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite))
        {
            var position = 0L;
            foreach (var group in _groups)
            {
                RandomAccess.Write(file, bytes.AsSpan(0, group), position);
                RandomAccess.FlushToDisk(file);
                position += group;
            }
        }

        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        File.Delete(path);
        return events / seconds;
    }

    private double Run(ActorSystem system, int count, string name)
    {
        using var done = new CountdownEvent(actors);
        using var ready = new CountdownEvent(actors);
        var writers = Enumerable.Range(0, actors).Select(number =>
            system.ActorOf(Props.Create(() => new Writer($"{name}-{number}", count / actors, ready, done)))).ToList();
        ready.Wait(JournalSystem.Limit);
        var began = TimeProvider.System.GetTimestamp();
        writers.ForEach(writer => writer.Tell("go", ActorRefs.NoSender));
        done.Wait(JournalSystem.Limit);
        return TimeProvider.System.GetElapsedTime(began).TotalSeconds;
    }

    private sealed class Writer(string id, int events, CountdownEvent ready, CountdownEvent done) : PersistentActor
    {
        private const int PayloadBytes = 100;

        private readonly byte[] _payload = new byte[PayloadBytes];
        private int _left = events;

        public override string PersistenceId => id;

        protected override bool ReceiveRecover(object message)
        {
            if (message is RecoveryCompleted)
                ready.Signal();
            return true;
        }

        protected override bool ReceiveCommand(object message)
        {
            Next();
            return true;
        }

        private void Next() => Persist(_payload, _ =>
        {
            if (--_left == 0)
                done.Signal();
            else
                Self.Tell("next", ActorRefs.NoSender);
        });
    }
}
