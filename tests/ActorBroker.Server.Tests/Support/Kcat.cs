using System.Text;

namespace ActorBroker.Server.Tests.Support;

/// <summary>The librdkafka tool that the welcome names.</summary>
internal static class Kcat
{
    /// <summary>Produces a record for each line.</summary>
    public static void Produce(string broker, string topic, params string[] lines) =>
        Tool.Run("kcat", ["-P", "-b", broker, "-t", topic, "-X", "acks=all"], Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    /// <summary>All records of a topic, in order.</summary>
    public static string[] Consume(string broker, string topic) =>
        Encoding.UTF8.GetString(Tool.Run("kcat", ["-C", "-b", broker, "-t", topic, "-o", "beginning", "-e", "-q"]))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
