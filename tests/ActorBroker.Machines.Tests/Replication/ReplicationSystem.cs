using ActorBroker.Machines.Replication;
using ActorBroker.Machines.Tests.Checking;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>
/// Three replicas as they are, and the controller's machine as one register whose every decision is committed at once. Brokers pull the roles when
/// they like, so each may act on old ones; messages are lost, doubled, delayed and overtaken; brokers stop and lose what was not durable, or some of
/// it, come back as another run, and are fenced whether they live or not.
/// </summary>
internal sealed class ReplicationSystem : IExploredSystem
{
    private readonly ReplicationContext _context;
    private readonly ReplicaSteps _replicas;
    private readonly FaultSteps _faults;
    private readonly MessageSteps _messages;

    public ReplicationSystem(ReplicationBounds bounds, ReplicationMistake mistake, Coverage coverage)
    {
        _context = new ReplicationContext(bounds, mistake, coverage);
        var fetches = new FetchSteps(_context);
        _messages = new MessageSteps(_context);
        _replicas = new ReplicaSteps(_context, fetches, _messages);
        _faults = new FaultSteps(_context, fetches);
        Initial = Begin();
    }

    public PartTable Parts => _context.Parts;

    public int[] Initial { get; }

    public void Expand(ReadOnlySpan<int> state, Expansion into)
    {
        _context.Draft.Begin(state, into);
        for (var index = 0; index < ReplicationContext.Replicas; index++)
        {
            var part = _context.Replica(index);
            if (part.Machine is not { } machine)
            {
                _faults.Register(into, index, part);
                continue;
            }

            _replicas.Act(into, index, part, machine);
            _faults.Stop(into, index, part, machine);
            _faults.Control(into, part, machine);
        }

        _messages.Deliver(into);
    }

    private int[] Begin()
    {
        var bounds = _context.Bounds;
        var controller = Parts.Number(_context.First);
        var replicas = Enumerable.Range(1, ReplicationContext.Replicas).Select(number =>
        {
            var broker = new BrokerId(number);
            var stopped = new ReplicaPart(broker, null, CheckedLog.Empty, ReplicaMemory.Empty, Offset.Zero, true);
            var started = _context.Start(stopped, _context.First.Image.Brokers[broker].Incarnation);
            return _context.TakeRoles(Parts.Number(started), controller, broker).Next;
        });
        var budget = new ReplicationBudget(bounds.Records, bounds.Crashes, bounds.CleanStops, bounds.Duplicates, bounds.Suspicions);
        return [Parts.Number(budget), Parts.Number(ReplicationHistory.Empty), controller, .. replicas];
    }
}
