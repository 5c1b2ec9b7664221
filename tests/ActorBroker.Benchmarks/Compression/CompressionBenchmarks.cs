using System.Buffers;
using System.Text;
using ActorBroker.Model.Compression;
using BenchmarkDotNet.Attributes;

namespace ActorBroker.Benchmarks.Compression;

/// <summary>
/// Blocks of records written and read by each codec, beside a bare copy of the same bytes. The bytes are JSON of one shape with other
/// numbers and words, which zstd makes 3.3 times shorter.
/// </summary>
[MemoryDiagnoser]
[Config(typeof(ThroughputConfig))]
public class CompressionBenchmarks
{
    private const int OutputBytes = 32 * 1_024;

    private readonly ArrayBufferWriter<byte> _written = new();
    private readonly byte[] _output = new byte[OutputBytes];
    private byte[] _source = [];
    private byte[] _block = [];
    private byte[] _copy = [];

    /// <summary>The size of the content: a small batch, and the largest that producers make by default.</summary>
    [Params(16 * 1_024, 1_024 * 1_024)]
    public int ContentBytes { get; set; }

    /// <summary>The codec.</summary>
    [ParamsAllValues]
    public CompressionForm Form { get; set; }

    /// <summary>Makes content and block.</summary>
    [GlobalSetup]
    public void Build()
    {
        _source = Records(ContentBytes);
        _copy = new byte[ContentBytes];
        CompressionCodecs.Compress(CodecOf(Form), _source, _written);
        _block = _written.WrittenSpan.ToArray();
    }

    /// <summary>The bytes copied, which no codec goes below.</summary>
    [Benchmark(Baseline = true)]
    public void Copy() => _source.CopyTo(_copy, 0);

    /// <summary>Content to block.</summary>
    [Benchmark]
    public int Write()
    {
        _written.ResetWrittenCount();
        if (Form == CompressionForm.ZstdManaged)
            ZstdFrameWriter.Write(_source, _written, ZstdCompressor.Levels.Default);
        else
            CompressionCodecs.Compress(CodecOf(Form), _source, _written);
        return _written.WrittenCount;
    }

    /// <summary>Block to content, in pieces of 32 KiB.</summary>
    [Benchmark]
    public long Read()
    {
        using var decompressor = Form == CompressionForm.ZstdManaged
            ? new ZstdDecompressor(_block, ContentBytes, usesLibrary: false)
            : CompressionCodecs.OpenRead(CodecOf(Form), _block, ContentBytes);
        var total = 0L;
        while (decompressor.Read(_output) is > 0 and var count)
            total += count;
        return total;
    }

    private static CompressionCodec CodecOf(CompressionForm form) => form switch
    {
        CompressionForm.Gzip => CompressionCodec.Gzip,
        CompressionForm.Snappy => CompressionCodec.Snappy,
        CompressionForm.Lz4 => CompressionCodec.Lz4,
        _ => CompressionCodec.Zstd,
    };

    private static byte[] Records(int size)
    {
        var random = new Random(7);
        var text = new StringBuilder(size + 200);
        while (text.Length < size)
            text.Append($$"""{"id":{{random.Next()}},"user":"u-{{random.Next(1_000)}}","amount":{{random.Next(100_000) / 100m}},"city":"{{Word(random)}}"}""");
        return Encoding.ASCII.GetBytes(text.ToString(0, size));
    }

    private static string Word(Random random) => string.Create(random.Next(2, 11), random, (letters, source) =>
    {
        foreach (ref var letter in letters)
            letter = (char)('a' + source.Next(26));
    });
}
