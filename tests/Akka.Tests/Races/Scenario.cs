using Akka.Actor;

namespace Akka.Tests.Races;

/// <summary>
/// A few actors that get in each other's way. The order of what is sent comes from <paramref name="random"/>; in a simulated run the
/// order of what is handled comes from the seed as well, on threads from the machine.
/// </summary>
internal sealed class Scenario(string name, Random random)
{
    private const int Tokens = 12;

    public static IEnumerable<string> Names =>
        ["restart while watching", "stop while stashing", "terminated before watch", "ask after stop", "timer after restart", "unhandled in all states", "same name again"];

    public Ledger.Account Account { get; } = new(Tokens);

    public void Start(ActorSystem system)
    {
        Account.Open(system);
        switch (name)
        {
            case "restart while watching":
                Shuffle(system, system.ActorOf(Props.Create(() => new Subject(Account.Ref))), faults: 3, watchers: 3, stopAt: 9);
                break;
            case "terminated before watch":
                Shuffle(system, system.ActorOf(Props.Create(() => new Subject(Account.Ref))), faults: 0, watchers: 8, stopAt: random.Next(Tokens));
                break;
            case "stop while stashing":
                StopWhileStashing(system);
                break;
            case "ask after stop":
                AskAfterStop(system);
                break;
            case "timer after restart":
                TimerAfterRestart(system);
                break;
            case "unhandled in all states":
                UnhandledInAllStates(system);
                break;
            case "same name again":
                system.ActorOf(Props.Create(() => new Renewing(Account.Ref, Tokens)), "renewing");
                break;
            default:
                throw new ArgumentException(name);
        }
    }

    // Sends tokens, faults, watches and one poison pill in random order. Each watcher owes one token for its Terminated.
    private void Shuffle(ActorSystem system, IActorRef subject, int faults, int watchers, int stopAt)
    {
        List<Action> acts = [];
        for (var id = 0; id < Tokens - watchers; id++)
        {
            var token = new Ledger.Token(id);
            acts.Add(() => subject.Tell(token, ActorRefs.NoSender));
        }

        for (var fault = 0; fault < faults; fault++)
            acts.Add(() => subject.Tell(new InvalidOperationException("fault"), ActorRefs.NoSender));
        for (var watcher = 0; watcher < watchers; watcher++)
        {
            var owed = new Ledger.Token(Tokens - 1 - watcher);
            acts.Add(() => system.ActorOf(Props.Create(() => new Watcher(subject, Account.Ref, owed))));
        }

        RunShuffled(acts, stopAt, () => system.Stop(subject));
    }

    private void StopWhileStashing(ActorSystem system)
    {
        var subject = system.ActorOf(Props.Create(() => new Stashing(Account.Ref)));
        List<Action> acts = [.. Enumerable.Range(0, Tokens).Select(id => (Action)(() => subject.Tell(new Ledger.Token(id), ActorRefs.NoSender)))];
        acts.Add(() => subject.Tell("open", ActorRefs.NoSender));
        acts.Add(() => subject.Tell(new InvalidOperationException("fault"), ActorRefs.NoSender));
        RunShuffled(acts, random.Next(Tokens), () => subject.Tell(PoisonPill.Instance, ActorRefs.NoSender));
    }

    private void AskAfterStop(ActorSystem system)
    {
        var subject = system.ActorOf(Props.Create(() => new Answering()));
        List<Action> acts = [.. Enumerable.Range(0, Tokens).Select(id => (Action)(() =>
            subject.Ask<int>(id, TimeSpan.FromMilliseconds(50))
                .PipeTo(Account.Ref, success: answer => new Ledger.Token(answer), failure: _ => new Ledger.Token(id))))];
        RunShuffled(acts, random.Next(Tokens), () => system.Stop(subject));
    }

    private void TimerAfterRestart(ActorSystem system)
    {
        var incarnations = new StrongBox();
        var subject = system.ActorOf(Props.Create(() => new Ticking(Account.Ref, incarnations, Tokens)));
        for (var fault = random.Next(1, 4); fault > 0; fault--)
            subject.Tell(new InvalidOperationException("fault"), ActorRefs.NoSender);
    }

    private void UnhandledInAllStates(ActorSystem system)
    {
        var subject = system.ActorOf(Props.Create(() => new Moody()));
        List<Action> acts = [.. Enumerable.Range(0, Tokens).Select(id => (Action)(() => subject.Tell(new Ledger.Token(id), ActorRefs.NoSender)))];
        foreach (object mood in (object[])["become", "stack", "await", "pop", new InvalidOperationException("fault")])
            acts.Add(() => subject.Tell(mood, ActorRefs.NoSender));
        RunShuffled(acts, random.Next(Tokens), () => system.Stop(subject));
    }

    private void RunShuffled(List<Action> acts, int stopAt, Action stop)
    {
        var order = acts.ToArray();
        random.Shuffle(order);
        for (var at = 0; at < order.Length; at++)
        {
            if (at == stopAt)
                stop();
            order[at]();
        }
    }

    internal sealed class StrongBox
    {
        public int Value { get; set; }
    }
}
