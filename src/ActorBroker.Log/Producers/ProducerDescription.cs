using ActorBroker.Model;

namespace ActorBroker.Log.Producers;

/// <summary>What a log knows of one producer, as DescribeProducers (API 61, KIP-664) shows it.</summary>
/// <param name="Producer">The producer.</param>
/// <param name="Epoch">The epoch it last wrote, or was ended, with.</param>
/// <param name="LastSequence">The last record's sequence; <see cref="Sequence.None"/> when nothing was written in this epoch.</param>
/// <param name="LastTimestamp">The largest timestamp of its last batch or marker, milliseconds since 1970.</param>
/// <param name="CoordinatorEpoch">The epoch of the coordinator that wrote its last marker; -1 for none.</param>
/// <param name="TransactionFirstOffset">Where its open transaction begins; <see cref="Offset.None"/> when none is open.</param>
public readonly record struct ProducerDescription(
    ProducerId Producer,
    ProducerEpoch Epoch,
    Sequence LastSequence,
    long LastTimestamp,
    int CoordinatorEpoch,
    Offset TransactionFirstOffset);
