using ActorBroker.Server.Producing;

namespace ActorBroker.Server.Benches;

/// <summary>What a run is to do.</summary>
internal sealed record BenchPlan
{
    /// <summary>The topic.</summary>
    public required string Topic { get; init; }

    /// <summary>How many records, of all clients; null for no limit but the duration.</summary>
    public long? Messages { get; init; }

    /// <summary>How long; null for no limit but the number.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The bytes of a value.</summary>
    public required int Size { get; init; }

    /// <summary>Records in a second, of all clients; null for as many as possible.</summary>
    public double? Rate { get; init; }

    /// <summary>How many clients, each with connections of its own.</summary>
    public required int Clients { get; init; }

    /// <summary>The partitions of a topic that is made for the run.</summary>
    public required int Partitions { get; init; }

    /// <summary>How records are written.</summary>
    public required ProducerOptions Producer { get; init; }

    /// <summary>How many records a client sends: the first ones one more where the number does not divide.</summary>
    public long MessagesOf(int client) => Messages is { } all ? (all / Clients) + (client < all % Clients ? 1 : 0) : long.MaxValue;
}
