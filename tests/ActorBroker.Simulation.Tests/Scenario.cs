using ActorBroker.Simulation.Tests.Brokers;
using ActorBroker.Simulation.Tests.Clients;
using ActorBroker.Simulation.Tests.Faults;
using ActorBroker.Simulation.Tests.Ledgers;
using ActorBroker.Simulation.Tests.Mistakes;
using ActorBroker.Simulation.Tests.Worlds;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace ActorBroker.Simulation.Tests;

/// <summary>One run: a broker, its clients, its misfortunes, and at the end, when all is well again, a reading of everything that is there.</summary>
internal sealed class Scenario : ILogEventSink
{
    private const string TopicName = "orders";
    private const int PartitionsMax = 2;
    private const int ProducersMax = 4;
    private const int BatchesMax = 15;
    private const int WindowMax = 5;
    private const int TopicsMax = 4;
    private const int MembersMax = 4;

    private static readonly TimeSpan FaultsDuration = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan PeaceLimit = TimeSpan.FromMinutes(1);

    private readonly World _world;
    private readonly Machine _machine;
    private readonly Ledger _ledger = new();
    private readonly List<GroupLedger> _groups = [];
    private readonly List<Client> _clients = [];
    private readonly FaultPlan _faults;
    private readonly TopicPlan _topic;

    private Scenario(int seed, IMistake mistake, bool isTold)
    {
        _world = new World(seed, isTold);
        var settings = mistake.Hocon.Length > 0 ? new BrokerSettings(mistake.Hocon) : BrokerSettings.Usual;
        var logger = new LoggerConfiguration().MinimumLevel.Warning().WriteTo.Sink(this).CreateLogger();
        _machine = new Machine(_world, settings, mistake, logger);
        _world.Process = _machine;
        _machine.Crashed += _ledger.Crash;
        _topic = PlanTopic();
        _faults = new FaultPlan(_world, _machine, _clients);
    }

    private Random Random => _world.Random;

    /// <summary>Runs a seed.</summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="mistake">What is planted; null for nothing.</param>
    /// <param name="isTold">Whether the outcome says what happened.</param>
    public static Outcome Run(int seed, IMistake? mistake = null, bool isTold = false)
    {
        // What follows an await must stay on this thread, wherever the thread was borrowed from.
        var borrowed = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var scenario = new Scenario(seed, mistake ?? NoMistake.Instance, isTold);
            scenario.RunGuarded();
            return scenario.Outcome();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(borrowed);
        }
    }

    void ILogEventSink.Emit(LogEvent logEvent) => _world.Note("log", $"{logEvent.RenderMessage()}{(logEvent.Exception is { } cause ? $" ({cause.GetType().Name}: {cause.Message})" : "")}");

    private void RunGuarded()
    {
        try
        {
            Run();
        }
        catch (Exception failure)
        {
            _world.Fail(failure);
        }
        finally
        {
            _machine.Leave();
        }
    }

    private void Run()
    {
        _machine.Start();
        AddClients();
        _faults.Spread(FaultsDuration);
        _clients.ForEach(client => client.Begin());
        _world.RunUntil(() => _world.Now >= FaultsDuration, FaultsDuration);
        EndFaults();
        Await("all that was begun to end", () => _clients.OfType<TopicAdmin>().Concat<Client>(Producers()).All(client => client.Done.IsCompleted));
        Await("the groups to settle", () => _groups.TrueForAll(group => group.IsSettled));
        _clients.ForEach(client => client.IsLeaving = true);
        Await("what is there to be read", () => _clients.All(client => client.Done.IsCompleted));
        Restart();
        ReadAll();
    }

    private IEnumerable<Client> Producers() => _clients.Where(client => client is Producer or IdempotentProducer);

    private TopicPlan PlanTopic()
    {
        (string, string)[] configs =
        [
            ("index.interval.bytes", Random.Next(3) == 0 ? "4096" : "0"),
            ("segment.index.bytes", $"{12 * Random.Next(2, 30)}"),
        ];
        return new TopicPlan(TopicName, Random.Next(1, PartitionsMax + 1), configs);
    }

    private void AddClients()
    {
        var partitions = Enumerable.Range(0, _topic.Partitions).Select(index => _ledger.Open(TopicName, index)).ToArray();
        _clients.Add(new TopicAdmin(_world, _machine, _topic, partitions, "admin"));
        for (var number = 0; number < partitions.Length; number++)
            _clients.Add(new Consumer(_world, _machine, _ledger, partitions[number], $"consumer-{number}"));
        if (Random.Next(2) == 0)
            _clients.Add(new TopicVisitor(_world, _machine, "visitor", Random.Next(1, TopicsMax + 1)));
        if (Random.Next(3) > 0)
            AddGroup($"group-{Random.Next(10)}");
        var producers = Random.Next(1, ProducersMax + 1);
        for (var number = 0; number < producers; number++)
            _clients.Add(MakeProducer(partitions[Random.Next(partitions.Length)], $"producer-{number}"));
    }

    private void AddGroup(string name)
    {
        var group = new GroupLedger(name, TopicName, _topic.Partitions);
        _groups.Add(group);
        var members = Random.Next(1, MembersMax + 1);
        for (var number = 0; number < members; number++)
            _clients.Add(new GroupMember(_world, _machine, group, $"member-{number}", Random.Next(3) == 0 ? $"static-{number}" : null));
    }

    private Client MakeProducer(PartitionLedger partition, string name) => Random.Next(5) switch
    {
        0 => new Producer(_world, _machine, _ledger, partition, name, acks: 0, Random.Next(1, BatchesMax)),
        1 => new Producer(_world, _machine, _ledger, partition, name, acks: 1, Random.Next(1, BatchesMax)),
        2 => new Producer(_world, _machine, _ledger, partition, name, acks: -1, Random.Next(1, BatchesMax)),
        _ => new IdempotentProducer(_world, _machine, _ledger, partition, name, Random.Next(1, WindowMax + 1), Random.Next(1, BatchesMax)),
    };

    private void EndFaults()
    {
        _world.Note("faults", "all is well from now on");
        _faults.End();
        _machine.Repair(Log.Disk.DiskCrash.ProcessKill);
        foreach (var admin in _clients.OfType<TopicAdmin>())
            admin.IsLeaving = true;
        _clients.ForEach(client => client.IsCalm = true);
    }

    /// <summary>The last start, after a stop or a loss of power.</summary>
    private void Restart()
    {
        var life = _machine.Lives;
        if (Random.Next(2) == 0)
            _machine.Stop();
        else
            _machine.Crash(Log.Disk.DiskCrash.PowerLoss);
        Await("the last start", () => _machine.Lives > life && _machine.Process is { IsServing: true });
    }

    private void ReadAll()
    {
        var readers = _ledger.Partitions.Select(partition => new Consumer(_world, _machine, _ledger, partition, $"reader of {partition.Name}") { IsLeaving = true }).ToList();
        var others = _groups.Select(group => new GroupClient(_world, _machine, group, $"reader of {group.Name}")).Concat<Client>(_clients.OfType<TopicVisitor>()).ToList();
        readers.Concat(others).ToList().ForEach(client => client.Begin());
        Await("everything to be read again", () => readers.Concat(others).All(client => client.Done.IsCompleted));
        if (_world.Failure is null)
            readers.ForEach(reader => reader.Partition.Close(reader.Start, reader.Position, reader.Found));
    }

    private void Await(string what, Func<bool> condition)
    {
        if (!_world.RunUntil(condition, PeaceLimit))
            throw new Violation($"waited {PeaceLimit} for {what}: {string.Join(", ", _clients.Where(client => !client.Done.IsCompleted).Select(client => client.Name))}");
    }

    private Outcome Outcome() => new(
        _world.Seed,
        _world.Failure is Violation violation ? violation.Message : _world.Failure?.ToString(),
        _world.TraceHash,
        _faults.Planned,
        _machine.Lives,
        _world.Steps,
        _ledger.AcknowledgedCount,
        _groups.Sum(group => group.SyncedGeneration),
        _groups.Sum(group => group.KeptCount),
        _world.Told);
}
