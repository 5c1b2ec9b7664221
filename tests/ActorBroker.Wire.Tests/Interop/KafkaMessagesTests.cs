using System.Text.Json.Nodes;
using ActorBroker.Wire.Generator.Descriptions;
using ActorBroker.Wire.Tests.Support;

namespace ActorBroker.Wire.Tests.Interop;

/// <summary>
/// Every message in every version goes through Kafka's own classes, in both directions, with random values.
/// <c>ACTORBROKER_WIRE_SAMPLES</c> says how many of each.
/// </summary>
public sealed class KafkaMessagesTests
{
    private static readonly int SamplesOfEach = LongRun.Length("ACTORBROKER_WIRE_SAMPLES", 2);

    [ToolFact(KafkaClasses.Java, KafkaClasses.Kafka)]
    public void Kafka_reads_what_we_write_and_writes_the_same_bytes()
    {
        var seed = Seeds.Next();
        var messages = new RandomMessages(new Random(seed));
        var samples = Cases().Select(sample => (sample.Message, sample.Version, Value: messages.Next(sample.Message, sample.Version))).ToList();

        var answers = KafkaClasses.Ask(samples.Select(sample =>
            $"read {KafkaClasses.NameOf(sample.Message)} {sample.Version} {Convert.ToHexStringLower(MessageCodec.ToArray(sample.Value, sample.Version))}"));

        Assert.Equal(samples.Count, answers.Count);
        foreach (var ((message, version, value), answer) in samples.Zip(answers))
        {
            var bytes = Convert.ToHexStringLower(MessageCodec.ToArray(value, version));
            var json = MessageJson.Of(value, message, version);
            AssertAnswer($"seed {seed}: {message.ClassName} version {version}", KafkaClasses.NewNames(message, answer), bytes, json);
        }
    }

    [ToolFact(KafkaClasses.Java, KafkaClasses.Kafka)]
    public void We_read_what_Kafka_writes_and_write_the_same_bytes()
    {
        var seed = Seeds.Next();
        var samples = Cases().Where(sample => KafkaClasses.CanMake(sample.Message)).ToList();

        var answers = KafkaClasses.Ask(samples.Select((sample, index) =>
            $"make {KafkaClasses.NameOf(sample.Message)} {sample.Version} {seed + index}"));

        Assert.Equal(samples.Count, answers.Count);
        foreach (var ((message, version), answer) in samples.Zip(answers))
        {
            var label = $"seed {seed}: {message.ClassName} version {version}: {answer}";
            var value = Described.New(message);
            Assert.True(answer.StartsWith("0 ", StringComparison.Ordinal), label);
            var reader = new WireReader(Convert.FromHexString(answer.Split(' ')[1]));
            value.Read(ref reader, version);
            Assert.True(reader.Remaining == 0, label);
            AssertAnswer(label, KafkaClasses.NewNames(message, answer), Convert.ToHexStringLower(MessageCodec.ToArray(value, version)), MessageJson.Of(value, message, version));
        }
    }

    private static void AssertAnswer(string label, string answer, string bytes, JsonNode json)
    {
        var words = answer.Split(' ', 3);

        Assert.True(words[0] == "0", $"{label}: {answer}");
        Assert.True(words[1] == bytes, $"{label}:\nKafka {words[1]}\nwe    {bytes}");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(words[2]), JsonNode.Parse(json.ToJsonString())), $"{label}:\nKafka {words[2]}\nwe    {json.ToJsonString()}");
    }

    private static IEnumerable<(MessageDescription Message, short Version)> Cases() =>
        Described.Versions.Where(sample => KafkaClasses.Knows(sample.Message, sample.Version))
            .SelectMany(sample => Enumerable.Repeat(sample, SamplesOfEach));
}
