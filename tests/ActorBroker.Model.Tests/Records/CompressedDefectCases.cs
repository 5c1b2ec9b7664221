using ActorBroker.Model.Compression;
using ActorBroker.Model.Records;
using static ActorBroker.Model.Records.RecordBatchDefect;

namespace ActorBroker.Model.Tests.Records;

/// <summary>Defects of compressed blocks.</summary>
internal static class CompressedDefectCases
{
    /// <summary>Magic, flags that announce a dictionary, block size, the dictionary's id, the header's checksum, the end mark.</summary>
    private static readonly byte[] Lz4WithDictionary =
        [0x04, 0x22, 0x4D, 0x18, 0x61, 0x40, 0x01, 0x00, 0x00, 0x00, 0xD0, 0x00, 0x00, 0x00, 0x00];

    public static IReadOnlyList<DefectCase> All { get; } = [.. Blocks()];

    private static IEnumerable<DefectCase> Blocks()
    {
        var block = new RawBatch { Codec = CompressionCodec.Gzip }.ToBytes()[RecordBatchFormat.HeaderBytes..];
        RawBatch Gzip(byte[] payload) => new() { Codec = CompressionCodec.Gzip, Payload = payload };
        byte[] flipped = [.. block];
        flipped[^5] ^= 1;
        return
        [
            new("compressed block of another codec", CompressionInvalid, ErrorCode.InvalidRecord, "the compressed block of 9 bytes is damaged at byte 9 or before", Gzip(new RawRecord().ToBytes())),
            new("compressed block cut short", CompressionInvalid, ErrorCode.InvalidRecord, $"the compressed block of {block.Length - 1} bytes is damaged at byte {block.Length - 1} or before", Gzip(block[..^1])),
            new("compressed block's checksum", CompressionInvalid, ErrorCode.InvalidRecord, $"the compressed block of {block.Length} bytes is damaged at byte {block.Length} or before", Gzip(flipped)),
            new("compressed block with more behind it", CompressionInvalid, ErrorCode.InvalidRecord, $"the compressed block of {block.Length + 1} bytes is damaged at byte {block.Length + 1} or before", Gzip([.. block, 0])),
            new("compressed block over its limit", InflatedTooLarge, ErrorCode.MessageTooLarge, $"{block.Length} compressed bytes inflate to more than the limit of 8", Gzip(block), new() { InflatedBytesMax = 8 }),
            new("compressed block with a dictionary", CompressionUnsupported, ErrorCode.UnsupportedCompressionType, "the compressed block of 15 bytes uses what is not supported of its codec, at byte 0 or before", new() { Codec = CompressionCodec.Lz4, Payload = Lz4WithDictionary }),
        ];
    }
}
