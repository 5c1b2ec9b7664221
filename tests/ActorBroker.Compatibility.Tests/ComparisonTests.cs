using ActorBroker.Compatibility.Tests.Comparison;
using ActorBroker.Compatibility.Tests.Support;

namespace ActorBroker.Compatibility.Tests;

/// <summary>
/// Clients do the same with this broker and with Kafka's, and are told the same but for what <c>COMPATIBILITY.md</c> lists. What was found lies
/// afterwards in <c>artifacts/compatibility</c>: a table of differences for each scenario, and everything that either broker answered.
/// </summary>
[Collection(BothBrokersCollection.Name)]
public sealed class ComparisonTests(BothBrokers brokers)
{
    [ToolFact("kcat", KafkaProcess.Program, "java")]
    public void Kcat_is_told_the_same() => Compare("kcat", broker => new KcatScenario(broker));

    [ToolFact(KafkaTools.Command, "kcat", KafkaProcess.Program, "java")]
    public void Kafkas_tools_are_told_the_same() => Compare("Kafka's tools", broker => new JavaToolsScenario(broker));

    [ToolFact("kcat", KafkaProcess.Program, "java")]
    public void Our_command_line_is_told_the_same() => Compare("actorbroker", broker => new CommandLineScenario(broker));

    [ToolFact("confluent-kafka-python", "kcat", KafkaProcess.Program, "java")]
    public void Confluents_client_for_Python_is_told_the_same() => CompareScript("confluent-kafka-python");

    [ToolFact("kafka-python", "kcat", KafkaProcess.Program, "java")]
    public void Kafka_python_is_told_the_same() => CompareScript("kafka-python");

    [ToolFact("kafkajs", "kcat", KafkaProcess.Program, "java")]
    public void Kafkajs_is_told_the_same() => CompareScript("kafkajs");

    [ToolFact("platformatic-kafka", "kcat", KafkaProcess.Program, "java")]
    public void Platformatics_client_is_told_the_same() => CompareScript("platformatic-kafka");

    [ToolFact("sarama", "kcat", KafkaProcess.Program, "java")]
    public void Sarama_is_told_the_same() => CompareScript("sarama");

    [ToolFact("confluent-kafka-dotnet", "kcat", KafkaProcess.Program, "java")]
    public void Confluents_client_for_NET_is_told_the_same() => CompareScript("confluent-kafka-dotnet");

    private void CompareScript(string tool) => Compare(tool, broker => new ScriptScenario(ScriptClient.Of(tool), broker));

    private void Compare(string name, Func<string, Scenario> scenario)
    {
        var (kafka, ours) = (scenario(brokers.Kafka), scenario(brokers.Ours));
        var both = Task.WhenAll(Task.Run(kafka.Run), Task.Run(ours.Run)).GetAwaiter().GetResult();
        Difference[] found = [.. Difference.Between(name, both[0], both[1])];

        var listed = KnownDifferences.OfScenario(name);
        KnownDifferences.Write(name, found, both[0], both[1]);
        Assert.True(both[0].Count > 20, $"Only {both[0].Count} answers of Kafka's.");
        Assert.True(
            !found.Except(listed).Any() && !listed.Except(found).Any(),
            $"Not in COMPATIBILITY.md:\n{KnownDifferences.Table(found.Except(listed))}\nListed there, but not so:\n{KnownDifferences.Table(listed.Except(found))}");
    }
}
