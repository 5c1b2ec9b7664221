using System.CommandLine;
using ActorBroker.Hosting;
using ActorBroker.Server.Output;
using ActorBroker.Server.Remote;
using ActorBroker.Server.Running;
using ActorBroker.Wire;

namespace ActorBroker.Server.Commands;

/// <summary>A command that talks to a cluster. Its help ends in examples.</summary>
internal sealed class ClientCommand : Command
{
    private readonly ClientOptions _options;

    /// <param name="options">The options of all such commands; some command above this one has them.</param>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does, in a sentence.</param>
    /// <param name="examples">Command lines without the program's name.</param>
    public ClientCommand(ClientOptions options, string name, string description, params string[] examples)
        : base(name, description)
    {
        _options = options;
        Examples = examples;
    }

    /// <summary>Command lines that show its use, without the program's name.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>What the command does; gives an <see cref="ExitCode"/>. Exceptions for the user are told to him.</summary>
    public void Does(Func<ParseResult, CommandContext, Task<int>> action) => SetAction((parsed, _) => RunAsync(parsed, action));

    private async Task<int> RunAsync(ParseResult parsed, Func<ParseResult, CommandContext, Task<int>> action)
    {
        var output = new CommandOutput(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, _options.Format(parsed));
        var time = BrokerPlatform.ClockOfThisMachine;
        using var signals = new StopSignals();
        try
        {
            await using var cluster = new ClusterClient(_options.Read(parsed, time));
            return await action(parsed, new CommandContext(cluster, output, time, signals.Token));
        }
        catch (UsageException exception)
        {
            output.Fail(exception.Message);
            return ExitCode.WrongUsage;
        }
        catch (RemoteException exception)
        {
            output.Fail(exception.Message, exception.Advice);
            return exception.ExitCode;
        }
        catch (Exception exception) when (exception is UnsupportedApiException or UnwritableMessageException)
        {
            output.Fail(exception.Message, "This broker cannot do what was asked for.");
            return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            output.Fail("interrupted; what was under way may have been done or not.");
            return ExitCode.Failed;
        }
    }
}
