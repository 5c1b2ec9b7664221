using ActorBroker.Wire.Tests.Support;

namespace ActorBroker.Wire.Tests.Codecs;

/// <summary>Every message in every version, cut at every byte.</summary>
public sealed class TruncationTests
{
    [Fact]
    public void A_message_cut_at_any_byte_is_refused_at_a_field_and_a_position()
    {
        var seed = Seeds.Next();
        var messages = new RandomMessages(new Random(seed));
        foreach (var (message, version) in Described.Versions)
        {
            var bytes = MessageCodec.ToArray(messages.Next(message, version), version);
            for (var length = 0; length < bytes.Length; length++)
            {
                var cut = bytes.AsMemory(0, length);
                var label = $"seed {seed}: {message.ClassName} version {version}, {length} of {bytes.Length} bytes";

                var malformed = Record.Exception(() =>
                {
                    var reader = new WireReader(cut);
                    Described.New(message).Read(ref reader, version);
                });

                var fault = Assert.IsType<MalformedMessageException>(malformed);
                Assert.True(fault.Position <= length, label);
                Assert.True(fault.Path.Contains('.', StringComparison.Ordinal), label);
            }
        }
    }
}
