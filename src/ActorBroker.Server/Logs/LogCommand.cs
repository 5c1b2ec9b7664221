using System.CommandLine;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Output;

namespace ActorBroker.Server.Logs;

/// <summary><c>actorbroker log</c>: looks at and mends a data directory of which no broker has hold.</summary>
internal static class LogCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ClientOptions client)
    {
        var command = new Command("log", "Looks at the files of a data directory, and mends them.")
        {
            LogDumpCommand.Create(client),
            LogVerifyCommand.Create(client),
            LogRepairCommand.Create(client),
        };
        client.AddFormatTo(command);
        return command;
    }

    /// <summary>The path that all of them take.</summary>
    public static Argument<string> PathArgument(string description) => new("PATH") { Description = description };

    /// <summary>Runs one of them, and tells the user what kept it from its work.</summary>
    public static int Run(ParseResult parsed, ClientOptions client, Func<CommandOutput, int> action)
    {
        var output = new CommandOutput(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, client.Format(parsed));
        try
        {
            return action(output);
        }
        catch (UsageException exception)
        {
            output.Fail(exception.Message);
            return ExitCode.WrongUsage;
        }
        catch (LogDiskException exception) when (exception.Error == LogDiskError.Locked)
        {
            return InUse(output, Path.GetDirectoryName(exception.Path) ?? exception.Path);
        }
        catch (Exception exception) when (exception is LogDiskException or DamagedIdentityException or NewerFormatException)
        {
            output.Fail(exception.Message);
            return ExitCode.NotStarted;
        }
    }

    /// <summary>Refuses a directory that a broker has.</summary>
    public static int InUse(CommandOutput output, string path)
    {
        output.Fail($"'{path}' is in use by a running broker.", "Stop it first, or give a copy of the directory.");
        return ExitCode.NotStarted;
    }
}
