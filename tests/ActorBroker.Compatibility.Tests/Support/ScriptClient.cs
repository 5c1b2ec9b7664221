namespace ActorBroker.Compatibility.Tests.Support;

/// <summary>A client of another language: its program, which takes the address of a broker and an action, as said in <c>Scripts/confluent-kafka-client.py</c>.</summary>
/// <param name="Tool">The command, as for <see cref="TestSupport.Tool.Find"/>.</param>
/// <param name="Script">The script that the command is given first; null where the command is the program.</param>
internal sealed record ScriptClient(string Tool, string? Script)
{
    /// <summary>All of them.</summary>
    public static readonly ScriptClient[] All =
    [
        new("confluent-kafka-python", "confluent-kafka-client.py"),
        new("kafka-python", "kafka-python-client.py"),
        new("kafkajs", "kafkajs-client.js"),
        new("platformatic-kafka", "platformatic-kafka-client.js"),
        new("sarama", null),
        new("confluent-kafka-dotnet", null),
    ];

    /// <summary>The one of that command.</summary>
    public static ScriptClient Of(string tool) => All.Single(client => client.Tool == tool);

    /// <summary>What the command is started with.</summary>
    public string[] Arguments(string broker, params string[] more) =>
        Script is null ? [broker, .. more] : [Path.Combine(AppContext.BaseDirectory, "Scripts", Script), broker, .. more];
}
