using Akka.Actor;

namespace Akka.Persistence.Tests;

/// <summary>Random histories of one persistent actor: writes of all kinds, failures of the actor and of its journal, restarts.</summary>
internal static class History
{
    public static ulong TraceOf(int seed)
    {
        using var simulated = new SimulatedPersistence(seed);
        Live(simulated, new Random(seed), []);
        return simulated.Run.TraceHash;
    }

    public static (List<string> Kept, List<string> Recovered) LiveAndRecover(int seed)
    {
        using var simulated = new SimulatedPersistence(seed);
        List<string> kept = [];
        Live(simulated, new Random(seed), kept);
        List<string> log = [];
        simulated.Start(() => new Recorder("id", log) { JournalId = "test-journal" });
        return (kept, [.. log.Where(line => line.StartsWith("replay ", StringComparison.Ordinal)).Select(line => line["replay ".Length..])]);
    }

    private static void Live(SimulatedPersistence simulated, Random random, List<string> kept)
    {
        IActorRef? actor = null;
        for (var i = 0; i < 12; i++)
        {
            if (actor is null || ((IInternalActorRef)actor).IsTerminated)
                actor = simulated.Begin(() => new Recorder("id", []) { JournalId = "test-journal" });
            actor.Tell(new Act("", Choose(random, i, kept)), ActorRefs.NoSender);
            for (var steps = random.Next(20); steps > 0; steps--)
                simulated.Run.Step();
        }

        simulated.Settle();
        simulated.Stop(actor!);
    }

    private static Action<Recorder> Choose(Random random, int i, List<string> kept) => random.Next(7) switch
    {
        0 => self => self.PersistAsync($"e{i}", kept.Add),
        1 => self => self.PersistAll([$"e{i}a", $"e{i}b"], kept.Add),
        2 => self => self.Persist($"e{i}", @event => Fail(() => kept.Add(@event))),
        3 => self => Fail(() => self.PersistAsync($"e{i}", kept.Add)),
        4 => self => self.PersistAsync($"fail {i}", kept.Add),
        5 => self => self.PersistAsync($"reject {i}", kept.Add),
        _ => self => self.Persist($"e{i}", kept.Add),
    };

    private static void Fail(Action afterwards)
    {
        afterwards();
        throw new InvalidOperationException("the actor fails");
    }

    public static bool IsSubsequence(List<string> part, List<string> whole)
    {
        var at = 0;
        return part.TrueForAll(item => (at = whole.IndexOf(item, at) + 1) > 0);
    }
}
