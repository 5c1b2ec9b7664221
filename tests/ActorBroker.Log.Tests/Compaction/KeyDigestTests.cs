using System.Buffers.Binary;
using ActorBroker.Log.Compaction;

namespace ActorBroker.Log.Tests.Compaction;

public sealed class KeyDigestTests
{
    /// <summary>What OpenSSL 3 gives for the bytes 0, 1, 2 and so on under the key 00 01 .. 0f; the first is in the authors' own list.</summary>
    [Theory]
    [InlineData(0, "A3817F04BA25A8E66DF67214C7550293")]
    [InlineData(1, "DA87C1D86B99AF44347659119B22FC45")]
    [InlineData(7, "A1F1EBBED8DBC153C0B84AA61FF08239")]
    [InlineData(8, "3B62A9BA6258F5610F83E264F31497B4")]
    [InlineData(9, "264499060AD9BAABC47F8B02BB6D71ED")]
    [InlineData(15, "5493E99933B0A8117E08EC0F97CFC3D9")]
    [InlineData(16, "6EE2A4CA67B054BBFD3315BF85230577")]
    [InlineData(17, "473D06E8738DB89854C066C47AE47740")]
    [InlineData(63, "5150D1772F50834A503E069A973FBD7C")]
    [InlineData(64, "1EAF077DC0D4CD3F8CAD4D383658A74B")]
    public void Digests_are_those_of_SipHash_2_4_128(int length, string expected)
    {
        var key = Enumerable.Range(0, length).Select(number => (byte)number).ToArray();
        var seed = new UInt128(0x0f0e0d0c0b0a0908, 0x0706050403020100);

        var digest = KeyDigest.Of(seed, key);

        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, digest);
        Assert.Equal(expected, Convert.ToHexString(bytes));
    }

    [Fact]
    public void Another_seed_gives_other_digests() =>
        Assert.NotEqual(KeyDigest.Of(UInt128.One, "key"u8), KeyDigest.Of(UInt128.Zero, "key"u8));
}
