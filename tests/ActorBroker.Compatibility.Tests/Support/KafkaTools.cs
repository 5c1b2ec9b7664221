using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace ActorBroker.Compatibility.Tests.Support;

/// <summary>Kafka's tools, called by the classes that their scripts start, in a Java that stays for the next call (<c>Scripts/KafkaTools.java</c>).</summary>
/// <remarks>Safe for several threads: as many such processes live as there were calls at once. They end with the tests' own process, which closes their input.</remarks>
internal sealed class KafkaTools
{
    /// <summary>The command, as for <see cref="Tool.Find"/>.</summary>
    public const string Command = "kafka-tools";

    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);
    private static readonly ConcurrentBag<KafkaTools> Idle = [];

    /// <summary>By the names that <see cref="KafkaProcess.Program"/> has for them.</summary>
    private static readonly Dictionary<string, string> Classes = new()
    {
        ["cluster"] = "org.apache.kafka.tools.ClusterTool",
        ["configs"] = "kafka.admin.ConfigCommand",
        ["console-consumer"] = "org.apache.kafka.tools.consumer.ConsoleConsumer",
        ["console-producer"] = "org.apache.kafka.tools.ConsoleProducer",
        ["consumer-groups"] = "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand",
        ["delete-records"] = "org.apache.kafka.tools.DeleteRecordsCommand",
        ["groups"] = "org.apache.kafka.tools.GroupsCommand",
        ["leader-election"] = "org.apache.kafka.tools.LeaderElectionCommand",
        ["log-dirs"] = "org.apache.kafka.tools.LogDirsCommand",
        ["offsets"] = "org.apache.kafka.tools.GetOffsetShell",
        ["reassign"] = "org.apache.kafka.tools.reassign.ReassignPartitionsCommand",
        ["topics"] = "org.apache.kafka.tools.TopicCommand",
        ["transactions"] = "org.apache.kafka.tools.TransactionsCommand",
    };

    private readonly Process _process = Process.Start(new ProcessStartInfo(Tool.Find(Command)!) { RedirectStandardInput = true, RedirectStandardOutput = true })!;

    /// <summary>Runs a tool to its end, whatever exit code that is.</summary>
    /// <param name="broker">The broker's address.</param>
    /// <param name="arguments">The tool's name, and its arguments but for the broker.</param>
    /// <param name="input">Its standard input.</param>
    /// <exception cref="TimeoutException">It did not end within <see cref="Tool.Limit"/>, and was killed.</exception>
    public static ToolResult Try(string broker, string[] arguments, string input = "")
    {
        var tools = Idle.TryTake(out var idle) ? idle : new KafkaTools();
        var call = new Call(Classes[arguments[0]], BrokerOf(arguments, broker), input);
        var answer = JsonSerializer.Deserialize<Answer>(tools.Ask(JsonSerializer.Serialize(call, Names)), Names)!;
        Idle.Add(tools);
        return new ToolResult(answer.ExitCode, Encoding.UTF8.GetBytes(answer.Output), answer.Error);
    }

    /// <summary>Runs a tool that does what it is asked to do, and gives its output.</summary>
    /// <param name="broker">The broker's address.</param>
    /// <param name="arguments">The tool's name, and its arguments but for the broker.</param>
    public static string Run(string broker, params string[] arguments)
    {
        var result = Try(broker, arguments);
        var output = Encoding.UTF8.GetString(result.Output);
        Assert.True(result.ExitCode == 0, $"{string.Join(' ', arguments)} ended with {result.ExitCode}: {result.Error}\n{output}");
        return output;
    }

    /// <summary>The tools for transactions have commands of their own, before which the broker has to stand.</summary>
    private static string[] BrokerOf(string[] arguments, string broker) => arguments[0] == "transactions"
        ? ["--bootstrap-server", broker, .. arguments[1..]]
        : [.. arguments[1..], "--bootstrap-server", broker];

    private string Ask(string call)
    {
        try
        {
            _process.StandardInput.WriteLine(call);
            _process.StandardInput.Flush();
            return _process.StandardOutput.ReadLineAsync().WaitAsync(Tool.Limit).GetAwaiter().GetResult()
                ?? throw new InvalidOperationException($"{Command} ended at {call}");
        }
        catch
        {
            _process.Kill();
            throw;
        }
    }

    private sealed record Call(string Class, string[] Arguments, string Input);

    private sealed record Answer(int ExitCode, string Output, string Error);
}
