using System.Runtime.CompilerServices;

namespace ActorBroker.Log.Producers;

/// <summary>Room for the batches that a producer may have in flight at once (KIP-98 allows five).</summary>
[InlineArray(Length)]
internal struct AppendedBatches
{
    public const int Length = 5;

    private AppendedBatch _first;
}
