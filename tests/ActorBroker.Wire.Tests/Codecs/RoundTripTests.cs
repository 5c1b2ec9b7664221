using System.Text.Json.Nodes;
using ActorBroker.Wire.Tests.Support;

namespace ActorBroker.Wire.Tests.Codecs;

/// <summary>What is written is read back, for every message in every version.</summary>
public sealed class RoundTripTests
{
    private const int SamplesOfEach = 5;

    [Fact]
    public void Every_version_of_every_message_reads_back_what_was_written()
    {
        var seed = Seeds.Next();
        var messages = new RandomMessages(new Random(seed));
        foreach (var (message, version) in Described.Versions)
        {
            for (var sample = 0; sample < SamplesOfEach; sample++)
            {
                var original = messages.Next(message, version);
                var bytes = MessageCodec.ToArray(original, version);

                var read = Described.New(message);
                var reader = new WireReader(bytes);
                read.Read(ref reader, version);

                var label = $"seed {seed}: {message.ClassName} version {version}";
                Assert.True(reader.Remaining == 0, $"{label}: {reader.Remaining} bytes are left");
                Assert.True(
                    JsonNode.DeepEquals(MessageJson.Of(original, message, version), MessageJson.Of(read, message, version)), label);
                Assert.True(bytes.AsSpan().SequenceEqual(MessageCodec.ToArray(read, version)), label);
            }
        }
    }

    [Fact]
    public void A_cleared_message_is_as_new()
    {
        var seed = Seeds.Next();
        var messages = new RandomMessages(new Random(seed));
        foreach (var (message, version) in Described.Versions)
        {
            var used = messages.Next(message, version);

            used.Clear();

            var expected = MessageJson.Of(Described.New(message), message, version);
            Assert.True(JsonNode.DeepEquals(expected, MessageJson.Of(used, message, version)), $"seed {seed}: {message.ClassName} version {version}");
        }
    }

    [Fact]
    public void A_message_that_is_read_into_again_holds_nothing_of_the_one_before()
    {
        var seed = Seeds.Next();
        var messages = new RandomMessages(new Random(seed));
        foreach (var (message, version) in Described.Versions)
        {
            var used = messages.Next(message, version);
            var bytes = MessageCodec.ToArray(messages.Next(message, version), version);

            used.Clear();
            var reader = new WireReader(bytes);
            used.Read(ref reader, version);

            Assert.True(bytes.AsSpan().SequenceEqual(MessageCodec.ToArray(used, version)), $"seed {seed}: {message.ClassName} version {version}");
        }
    }
}
