using ActorBroker.Wire.Tests.Interop;
using ActorBroker.Wire.Tests.Support;

namespace ActorBroker.Wire.Tests.Golden;

/// <summary>
/// Bytes that Kafka's own classes wrote, for every message in every version, kept in <c>kafka-messages.golden</c>: a line of class, version and
/// bytes for each. They never change; messages that are new are added by <c>ACTORBROKER_WRITE_GOLDEN=1</c>.
/// </summary>
public sealed class GoldenMessagesTests
{
    private const string WriteVariable = "ACTORBROKER_WRITE_GOLDEN";

    private static readonly string GoldenPath =
        Path.Combine(Repository.Root, "tests", "ActorBroker.Wire.Tests", "Golden", "kafka-messages.golden");

    [Fact]
    public void Bytes_that_Kafka_wrote_are_read_whole_and_written_again_the_same()
    {
        foreach (var line in File.ReadAllLines(GoldenPath))
        {
            var words = line.Split(' ');
            var version = short.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture);
            var message = Described.New(Described.Find(words[0]));

            var reader = new WireReader(Convert.FromHexString(words[2]));
            message.Read(ref reader, version);

            Assert.True(reader.Remaining == 0, line);
            Assert.Equal(words[2], Sample.Hex(message, version));
        }
    }

    [Fact]
    public void Every_version_of_every_message_has_golden_bytes()
    {
        var golden = File.ReadAllLines(GoldenPath).Select(Label);

        Assert.Equal(Labels().Order(StringComparer.Ordinal), golden.Order(StringComparer.Ordinal));
    }

    [ToolFact(KafkaClasses.Java, KafkaClasses.Kafka)]
    public void Kafka_still_reads_the_golden_bytes_and_writes_them_the_same()
    {
        if (Environment.GetEnvironmentVariable(WriteVariable) is { Length: > 0 })
            AddMissing();
        var lines = File.ReadAllLines(GoldenPath).Select(line => line.Split(' ')).ToList();

        var answers = KafkaClasses.Ask(lines.Select(words => $"read {KafkaClasses.NameOf(Described.Find(words[0]))} {words[1]} {words[2]}"));

        Assert.Equal(lines.Count, answers.Count);
        foreach (var (words, answer) in lines.Zip(answers))
            Assert.StartsWith($"0 {words[2]} ", answer, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Labels() =>
        Described.Versions.Where(sample => KafkaClasses.Knows(sample.Message, sample.Version))
            .Select(sample => $"{sample.Message.ClassName} {sample.Version}");

    private static string Label(string line) => line[..line.LastIndexOf(' ')];

    private static void AddMissing()
    {
        var kept = File.Exists(GoldenPath) ? File.ReadAllLines(GoldenPath).ToList() : [];
        var missing = Labels().Except(kept.Select(Label)).ToList();
        var answers = KafkaClasses.Ask(missing.Select((label, index) =>
            $"make {KafkaClasses.NameOf(Described.Find(label.Split(' ')[0]))} {label.Split(' ')[1]} {index}"));
        kept.AddRange(missing.Zip(answers, (label, answer) => $"{label} {answer.Split(' ')[1]}"));
        File.WriteAllLines(GoldenPath, kept.Order(StringComparer.Ordinal));
    }
}
