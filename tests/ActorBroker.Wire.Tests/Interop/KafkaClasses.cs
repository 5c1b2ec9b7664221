using System.Text;
using ActorBroker.Wire.Generator.Descriptions;

namespace ActorBroker.Wire.Tests.Interop;

/// <summary>Kafka's message classes, asked through one run of Java; see <c>KafkaMessages.java</c>.</summary>
internal static class KafkaClasses
{
    public const string Java = "java";
    public const string Kafka = "shared/peers/kafka/kafka";

    // The header without a client id went away with Kafka 4.
    private static readonly Dictionary<string, short> OldestVersion = new() { ["RequestHeader"] = 1 };

    /// <summary>True for a version that this Kafka's classes have.</summary>
    public static bool Knows(MessageDescription message, short version) =>
        !OldestVersion.TryGetValue(message.ClassName, out var oldest) || version >= oldest;

    /// <summary>
    /// False where this Kafka's generic schema, by which random messages are made, contradicts its class: it has no mark before a tagged struct
    /// that may be null.
    /// </summary>
    public static bool CanMake(MessageDescription message) => message.ClassName != "ConsumerGroupMemberMetadataValue";

    /// <summary>The Java class of a message.</summary>
    public static string NameOf(MessageDescription message) => message.ClassName switch
    {
        "ConsumerProtocolSubscription" or "ConsumerProtocolAssignment" => "org.apache.kafka.common.message." + message.ClassName,
        var name when name.StartsWith("TransactionLog", StringComparison.Ordinal) => "org.apache.kafka.coordinator.transaction.generated." + name,
        var name when message.Role == MessageRole.Data && !name.EndsWith("Header", StringComparison.Ordinal) =>
            "org.apache.kafka.coordinator.group.generated." + name,
        var name => "org.apache.kafka.common.message." + name + "Data",
    };

    /// <summary>The name that Kafka 4.4 gives to a field, where this Kafka still has an older one; the bytes are the same.</summary>
    public static string NewNames(MessageDescription message, string json) => message.ClassName == "TxnOffsetCommitRequest"
        ? json.Replace("\"generationId\"", "\"generationIdOrMemberEpoch\"", StringComparison.Ordinal)
        : json;

    /// <summary>An answer for each line.</summary>
    public static IReadOnlyList<string> Ask(IEnumerable<string> lines)
    {
        var libraries = Path.Combine(Path.GetDirectoryName(Tool.Find(Kafka))!, "libs", "*");
        var program = Path.Combine(AppContext.BaseDirectory, "Interop", "KafkaMessages.java");
        var output = Tool.Run(Java, ["-cp", libraries, program], Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
        return Encoding.UTF8.GetString(output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
