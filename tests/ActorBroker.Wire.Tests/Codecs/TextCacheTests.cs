using ActorBroker.Wire.Messages;

namespace ActorBroker.Wire.Tests.Codecs;

/// <summary>Strings that come again.</summary>
public sealed class TextCacheTests
{
    [Fact]
    public void A_string_that_comes_again_is_the_same_object()
    {
        var texts = new TextCache();

        Assert.Same(Read("orders", texts), Read("orders", texts));
    }

    [Theory]
    [InlineData("größe")]
    [InlineData("")]
    public void Other_strings_come_as_they_are(string text)
    {
        var texts = new TextCache();
        _ = Read(text, texts);

        Assert.Equal(text, Read(text, texts));
    }

    [Fact]
    public void Strings_that_share_a_place_are_never_mixed_up()
    {
        var texts = new TextCache();
        for (var round = 0; round < 2; round++)
        {
            for (var topic = 0; topic < 1000; topic++)
                Assert.Equal($"orders-{topic}", Read($"orders-{topic}", texts));
        }
    }

    [Fact]
    public void A_string_is_not_taken_for_another_of_the_same_length()
    {
        var texts = new TextCache();
        var names = Enumerable.Range(0, 1000).Select(index => new string((char)('a' + (index % 26)), 20) + (index / 26)).ToList();

        foreach (var name in names.Concat(names))
            Assert.Equal(name, Read(name, texts));
    }

    private static string Read(string text, TextCache texts)
    {
        var reader = new WireReader(MessageCodec.ToArray(new SaslHandshakeRequest { Mechanism = text }, 1), texts);
        var request = new SaslHandshakeRequest();
        request.Read(ref reader, 1);
        return request.Mechanism;
    }
}
