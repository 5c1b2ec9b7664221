using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using ActorBroker.Model;
using ActorBroker.Model.Compression;
using ActorBroker.Model.Records;

namespace ActorBroker.Benchmarks.Records;

/// <summary>
/// Measures validation in GiB/s on one thread, beside the bare checksum and a bare read of the same bytes, in about a minute; the bytes are
/// 64 MiB of batches one behind the other, so that they do not lie in the nearest caches.
/// </summary>
internal static class RecordSpeed
{
    private const int TotalBytes = 64 * 1024 * 1024;
    private const int PartBytes = 1024 * 1024;
    private const int Rounds = 9;
    private const double BytesPerGiB = 1024.0 * 1024 * 1024;

    /// <summary>Long enough for the runtime to have compiled everything for good.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    /// <summary>Prints one line per shape of batch.</summary>
    public static void Run(TextWriter output)
    {
        output.WriteLine("GiB/s, median             validate       crc      read   validate/crc");
        foreach (var (name, recordBytes) in new[] { ("1 KiB records", 1024), ("100 B records", 100), ("40 B records", 40) })
            PrintLine(output, name, RecordBatchSamples.Batch(recordBytes, CompressionCodec.None));
        foreach (var codec in new[] { CompressionCodec.Gzip, CompressionCodec.Snappy, CompressionCodec.Lz4, CompressionCodec.Zstd })
            PrintCompressedLine(output, codec);
    }

    private static void PrintLine(TextWriter output, string name, byte[] batch)
    {
        var batches = Repeat(batch);
        var validate = Measure(batches, batch.Length, Validate);
        var crc = Measure(batches, batch.Length, Checksum);
        var read = Measure(batches, batch.Length, Read);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name,-24}{validate,10:0.00}{crc,10:0.00}{read,10:0.00}{validate / crc,12:0.00}"));
    }

    /// <summary>Compressed batches count by their inflated bytes.</summary>
    private static void PrintCompressedLine(TextWriter output, CompressionCodec codec)
    {
        var batch = RecordBatchSamples.Batch(1024, codec);
        var inflated = RecordBatchValidator.Validate(batch, RecordValidationOptions.Default, RecordBatchSamples.Now).InflatedBytes;
        var validate = Measure(Repeat(batch), batch.Length, Validate) * inflated / batch.Length;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"1 KiB records, {codec,-9}{validate,10:0.00}"));
    }

    private static byte[] Repeat(byte[] batch)
    {
        var batches = new byte[TotalBytes / batch.Length * batch.Length];
        for (var at = 0; at < batches.Length; at += batch.Length)
            batch.CopyTo(batches, at);
        return batches;
    }

    /// <summary>GiB/s in the middle of many short measurements, so that whoever else runs on the machine spoils only some of them.</summary>
    private static double Measure(byte[] batches, int batchBytes, Action<ReadOnlyMemory<byte>> work)
    {
        var partBytes = PartBytes / batchBytes * batchBytes;
        var warmUp = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(warmUp) < WarmUp)
            MeasurePart(batches.AsMemory(0, partBytes), batchBytes, work);

        var seconds = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            for (var at = 0; at + partBytes <= batches.Length; at += partBytes)
                seconds.Add(MeasurePart(batches.AsMemory(at, partBytes), batchBytes, work).TotalSeconds);
        }

        seconds.Sort();
        return partBytes / BytesPerGiB / seconds[seconds.Count / 2];
    }

    private static TimeSpan MeasurePart(ReadOnlyMemory<byte> part, int batchBytes, Action<ReadOnlyMemory<byte>> work)
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var at = 0; at < part.Length; at += batchBytes)
            work(part.Slice(at, batchBytes));
        return TimeProvider.System.GetElapsedTime(start);
    }

    private static void Validate(ReadOnlyMemory<byte> batch)
    {
        var result = RecordBatchValidator.Validate(batch, RecordValidationOptions.Default, RecordBatchSamples.Now);
        Invariant.Holds(result.IsValid, "the measured batches are valid");
    }

    private static void Checksum(ReadOnlyMemory<byte> batch)
    {
        var crc = Crc32C.Compute(batch.Span[RecordBatchFormat.AttributesPosition..]);
        Invariant.Holds(crc == RecordBatch.OpenHeader(batch.Span).Crc, "the measured batches are valid");
    }

    private static void Read(ReadOnlyMemory<byte> batch)
    {
        Vector<ulong> even = default, odd = default;
        var words = MemoryMarshal.Cast<byte, Vector<ulong>>(batch.Span);
        for (var i = 1; i < words.Length; i += 2)
        {
            even += words[i - 1];
            odd += words[i];
        }

        Invariant.Holds(even != odd, "the measured batches do not repeat every few bytes");
    }
}
