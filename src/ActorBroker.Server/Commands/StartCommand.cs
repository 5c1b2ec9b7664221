using System.Collections;
using System.CommandLine;
using ActorBroker.Hosting.Configuration;
using ActorBroker.Server.Running;
using Akka.Configuration;

namespace ActorBroker.Server.Commands;

/// <summary><c>actorbroker start</c>: runs a broker until it is told to stop.</summary>
internal static class StartCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var options = new StartOptions();
        var command = new Command("start", "Runs a broker until Ctrl-C or SIGTERM.");
        options.AddTo(command);
        command.SetAction((parsed, _) => StartAsync(options, parsed));
        return command;
    }

    private static async Task<int> StartAsync(StartOptions options, ParseResult parsed)
    {
        var output = parsed.InvocationConfiguration.Output;
        var error = parsed.InvocationConfiguration.Error;
        BrokerConfiguration configuration;
        try
        {
            configuration = new BrokerConfiguration(options.Read(parsed, Environment()));
        }
        catch (ConfigurationException exception)
        {
            await error.WriteLineAsync(exception.Message);
            return ExitCode.WrongUsage;
        }

        using var signals = new StopSignals();
        return await new BrokerProcess(output, error, signals).RunAsync(configuration);
    }

    private static IEnumerable<KeyValuePair<string, string>> Environment() =>
        from DictionaryEntry variable in System.Environment.GetEnvironmentVariables()
        select KeyValuePair.Create((string)variable.Key, (string?)variable.Value ?? "");
}
