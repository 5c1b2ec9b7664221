using System.Collections.Immutable;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Controller;

/// <summary>
/// How many acknowledged records each replica has, as if every leader acknowledged all the time: what the ISR and the eligible replicas are
/// there to tell. Whoever is in either has all of them, unless records were given up on purpose.
/// </summary>
internal sealed class RecordsModel
{
    private readonly Dictionary<PartitionId, int> _acknowledged = [];
    private readonly Dictionary<PartitionId, ImmutableArray<BrokerId>> _acknowledgedBy = [];
    private readonly Dictionary<(PartitionId Id, BrokerId Broker), int> _kept = [];

    /// <summary>How often records were given up: no complete replica was left, or an unclean election was asked for.</summary>
    public int Losses { get; private set; }

    /// <summary>Each leader with enough in-sync replicas acknowledges one more record.</summary>
    public void Acknowledge(MetadataImage image)
    {
        foreach (var (id, state, topic) in PartitionsOf(image))
        {
            if (state.Leader == BrokerId.None || state.Isr.Length < Math.Min(ClusterInvariants.MinIsrOf(image, topic), state.Replicas.Length))
                continue;

            _acknowledged[id] = _acknowledged.GetValueOrDefault(id) + 1;
            _acknowledgedBy[id] = state.Isr;
            foreach (var member in state.Isr)
                _kept[(id, member)] = _acknowledged[id];
        }
    }

    /// <summary>The replica has caught up with its leader.</summary>
    public void CatchUp(PartitionId id, BrokerId broker) => _kept[(id, broker)] = _acknowledged.GetValueOrDefault(id);

    /// <summary>
    /// After an unclean election, or after a crash that parted the event that forgets eligible replicas from the lower minimum that it makes way for:
    /// only those that the controller still knows to be complete can be asked of.
    /// </summary>
    public void ForgetUnknown(MetadataImage image)
    {
        foreach (var (id, state, _) in PartitionsOf(image))
            _acknowledgedBy[id] = state.Isr.AddRange(state.Elr);
    }

    /// <summary>The broker lost the last record of each of its replicas.</summary>
    public void LoseLast(BrokerId broker)
    {
        foreach (var key in _kept.Keys.Where(key => key.Broker == broker).ToList())
            _kept[key] = Math.Max(0, _kept[key] - 1);
    }

    /// <summary>
    /// Throws when somebody who may be elected without loss lacks an acknowledged record: unless the election was <paramref name="unclean"/>, or
    /// all who acknowledged it, and still are replicas, lost records too.
    /// </summary>
    public void Check(MetadataImage image, bool unclean)
    {
        foreach (var (id, state, topic) in PartitionsOf(image))
        {
            // A broker that is no replica any more deletes what it has.
            foreach (var key in _kept.Keys.Where(key => key.Id == id && !state.Replicas.Contains(key.Broker)).ToList())
                _kept.Remove(key);
            if (state.Isr.AddRange(state.Elr).All(broker => IsComplete(id, broker)))
                continue;
            if (!unclean && (state.Isr.Length > 1 || !state.Elr.IsEmpty || _acknowledgedBy[id].Any(broker => state.Replicas.Contains(broker) && IsComplete(id, broker))))
                throw new InvalidOperationException($"{topic}-{id.Index}: records are lost that somebody has: {ClusterInvariants.RolesOf(state)}");

            Losses++;
            _acknowledged[id] = _kept.GetValueOrDefault((id, state.Isr[0]));
            _acknowledgedBy[id] = [state.Isr[0]];
            foreach (var key in _kept.Keys.Where(key => key.Id == id).ToList())
                _kept[key] = Math.Min(_kept[key], _acknowledged[id]);
        }
    }

    private bool IsComplete(PartitionId id, BrokerId broker) => _kept.GetValueOrDefault((id, broker)) >= _acknowledged.GetValueOrDefault(id);

    private static IEnumerable<(PartitionId Id, PartitionImage State, string Topic)> PartitionsOf(MetadataImage image) =>
        from topic in image.Topics.All
        from pair in topic.Partitions.Select((state, index) => (state, index))
        select (new PartitionId(topic.Id, new PartitionIndex(pair.index)), pair.state, topic.Name);
}
