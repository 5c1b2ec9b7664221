using System.Text;
using ActorBroker.Model.Compression;

namespace ActorBroker.Model.Tests.Compression;

/// <summary>The vectors are those that xxHash's implementations share (seed 0).</summary>
public sealed class XxHashTests
{
    [Theory]
    [InlineData("", 0x02CC5D05u)]
    [InlineData("a", 0x550D7456u)]
    [InlineData("abc", 0x32D153FFu)]
    [InlineData("Nobody inspects the spammish repetition", 0xE2293B2Fu)]
    public void XxHash32_gives_the_known_hashes(string text, uint hash)
    {
        Assert.Equal(hash, XxHash32.Compute(Encoding.ASCII.GetBytes(text)));
    }

    [Theory]
    [InlineData("", 0xEF46DB3751D8E999UL)]
    [InlineData("a", 0xD24EC4F1A98C6E5BUL)]
    [InlineData("abc", 0x44BC2CF5AD770999UL)]
    [InlineData("Nobody inspects the spammish repetition", 0xFBCEA83C8A378BF1UL)]
    public void XxHash64_gives_the_known_hashes(string text, ulong hash)
    {
        Assert.Equal(hash, XxHash64.Compute(Encoding.ASCII.GetBytes(text)));
    }

    [Fact]
    public void Bytes_in_pieces_hash_like_bytes_at_once()
    {
        var bytes = Sample.Of("random", 1_000);

        for (var pieceBytes = 1; pieceBytes < 100; pieceBytes++)
        {
            var (hash32, hash64) = (new XxHash32(), new XxHash64());
            foreach (var piece in bytes.Chunk(pieceBytes))
            {
                hash32.Append(piece);
                hash64.Append(piece);
            }

            Assert.Equal((XxHash32.Compute(bytes), XxHash64.Compute(bytes)), (hash32.Finish(), hash64.Finish()));
        }
    }
}
