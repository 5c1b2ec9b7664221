using System.CommandLine;
using ActorBroker.Server.Output;
using ActorBroker.Server.Remote;

namespace ActorBroker.Server.Commands;

/// <summary>The options that every command has which talks to a cluster.</summary>
internal sealed class ClientOptions
{
    /// <summary>The variable of the environment that <c>--brokers</c> is stronger than.</summary>
    public const string BrokersVariable = "ACTORBROKER_BROKERS";

    private const string BrokersDefault = "127.0.0.1:9092";

    private readonly Option<string?> _brokers = new("--brokers", "-b")
    {
        Description = $"The brokers to begin with; one that answers is enough. The default is {BrokersVariable} in the environment, or else {BrokersDefault}.",
        HelpName = "HOST:PORT[,...]",
        Recursive = true,
    };

    private readonly Option<string?> _format = new("--output", "-o")
    {
        Description = "What the data on the standard output looks like: table (the default) or json.",
        HelpName = "table|json",
        Recursive = true,
    };

    private readonly Option<TimeSpan?> _timeout = new("--timeout")
    {
        Description = "How long a connection, an answer, or an operation with all its attempts may take. The default is 30s.",
        HelpName = "DURATION",
        Recursive = true,
        CustomParser = Duration.Read,
    };

    /// <summary>The options; one instance serves all commands.</summary>
    public ClientOptions() => _format.AcceptOnlyFromAmong("table", "json");

    /// <summary>Gives the options to a command and all below it.</summary>
    public void AddTo(Command command)
    {
        AddConnectionTo(command);
        AddFormatTo(command);
    }

    /// <summary>Gives only the options of the connection, for a command whose data has other forms.</summary>
    public void AddConnectionTo(Command command)
    {
        command.Options.Add(_brokers);
        command.Options.Add(_timeout);
    }

    /// <summary>Gives only the option of the data's form, for a command that talks to nobody.</summary>
    public void AddFormatTo(Command command) => command.Options.Add(_format);

    /// <summary>What the data is to look like.</summary>
    public OutputFormat Format(ParseResult parsed) => parsed.GetValue(_format) == "json" ? OutputFormat.Json : OutputFormat.Table;

    /// <summary>How the cluster is reached.</summary>
    /// <exception cref="UsageException">The brokers cannot be read.</exception>
    public RemoteOptions Read(ParseResult parsed, TimeProvider time)
    {
        var said = parsed.GetValue(_brokers);
        var text = said ?? Environment.GetEnvironmentVariable(BrokersVariable) ?? BrokersDefault;
        var brokers = BrokerAddress.ParseList(text)
            ?? throw new UsageException($"{(said is null ? BrokersVariable : "--brokers")}: '{text}' is not HOST:PORT, or several with commas between them.");
        return new RemoteOptions { Bootstrap = brokers, Timeout = parsed.GetValue(_timeout) ?? TimeSpan.FromSeconds(30), Time = time };
    }
}
