using System.CommandLine;
using System.Text.Json;
using ActorBroker.Server.Commands;

namespace ActorBroker.Server.Tests.Support;

/// <summary>One broker, a process, for all tests of a class, and the commands that talk to it. Each test has topics and groups of its own.</summary>
public sealed class RunningBroker : IDisposable
{
    private readonly TempDirectory _data = new();
    private readonly ServerProcess _server;

    public RunningBroker() => _server = new ServerProcess(Path.Join(_data.Path, "data"), "-X", "group.initial.rebalance.delay.ms=0");

    /// <summary>Where it serves.</summary>
    public string Address => _server.Address;

    /// <summary>Does what <c>actorbroker</c> does with these arguments, against the broker; in this process, which saves the start of another.</summary>
    public ServerCommand Run(params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var invocation = new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        var code = CommandLine.RunAsync([.. arguments, "--brokers", Address], invocation).WaitAsync(Tool.Limit).GetAwaiter().GetResult();
        return new ServerCommand(code, output.ToString(), errors.ToString());
    }

    /// <summary>Runs it, expects that it succeeds without a word of chatter, and gives the lines of its table without the headings: each the cells' texts.</summary>
    public string[][] Table(params string[] arguments)
    {
        var result = Run(arguments);
        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Errors));
        return [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
    }

    /// <summary>Runs it with <c>-o json</c>, expects that it succeeds without a word of chatter, and gives the document.</summary>
    public JsonElement Json(params string[] arguments)
    {
        var result = Run([.. arguments, "-o", "json"]);
        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Errors));
        return JsonDocument.Parse(result.Output).RootElement;
    }

    /// <summary>Runs it, expects this exit code and nothing on the standard output, and gives what it complained.</summary>
    public string Refused(int code, params string[] arguments)
    {
        var result = Run(arguments);
        Assert.Equal((code, ""), (result.ExitCode, result.Output));
        return result.Errors;
    }

    /// <summary>Runs a command in a process of its own, with its own standard input and output, and expects this exit code.</summary>
    public ServerCommand RunProcess(int code, IEnumerable<string> arguments, string input = "")
    {
        string[] all = [.. arguments, "--brokers", Address];
        var result = ServerCommand.Run(all, input);
        Assert.True(code == result.ExitCode, $"{string.Join(' ', all)} ended with {result.ExitCode} instead of {code}:\n{result.Output}\n{result.Errors}");
        return result;
    }

    /// <summary>Runs it in a process, expects that it succeeds, and gives what it printed.</summary>
    public string Done(params string[] arguments) => RunProcess(ExitCode.Done, arguments).Output;

    /// <summary>Writes a record for each line.</summary>
    public void Produce(string topic, string lines, params string[] options) => RunProcess(ExitCode.Done, ["produce", topic, .. options], lines);

    /// <summary>Creates a topic.</summary>
    public void CreateTopic(string name, int partitions = 1) => Table("topic", "create", name, "-p", $"{partitions}");

    public void Dispose()
    {
        _server.Dispose();
        _data.Dispose();
    }
}
