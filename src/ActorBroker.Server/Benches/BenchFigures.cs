using System.Text.Json.Serialization;

namespace ActorBroker.Server.Benches;

/// <summary>What was measured.</summary>
/// <param name="Records">How many records were acknowledged or read.</param>
/// <param name="Bytes">The bytes of their values.</param>
/// <param name="Seconds">From the run's begin to the last of them.</param>
/// <param name="LatencyMs">How long they, or the answers that brought them, took, in milliseconds; null before the first.</param>
internal sealed record BenchFigures(long Records, long Bytes, double Seconds, LatencyTable? LatencyMs)
{
    private const double BytesPerMegabyte = 1_000_000;

    /// <summary>Records in a second; 0 before the first.</summary>
    [JsonPropertyOrder(1)]
    public double RecordsPerSecond => Seconds > 0 ? Records / Seconds : 0;

    /// <summary>Millions of bytes of values in a second; 0 before the first.</summary>
    [JsonPropertyOrder(1)]
    public double MegabytesPerSecond => Seconds > 0 ? Bytes / Seconds / BytesPerMegabyte : 0;
}
