using System.CommandLine;
using ActorBroker.Model;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Output;
using ActorBroker.Server.Remote;

namespace ActorBroker.Server.Configs;

/// <summary><c>actorbroker config set</c> and <c>unset</c>.</summary>
internal static class ConfigChangeCommand
{
    /// <summary>The command that sets.</summary>
    public static Command Set(ClientOptions client)
    {
        var entries = new Argument<string[]>("KEY=VALUE") { Description = "The entries with their new values.", Arity = ArgumentArity.OneOrMore };
        return Create(
            client, "set", "Sets entries of a configuration, all of them or none.", entries,
            said => [.. Assignments.Parse("KEY=VALUE", said).Select(entry => (entry.Key, (string?)entry.Value))],
            "config set retention.ms=3600000 --topic orders", "config set log.retention.ms=86400000 --broker all");
    }

    /// <summary>The command that gives the default back.</summary>
    public static Command Unset(ClientOptions client)
    {
        var keys = new Argument<string[]>("KEY") { Description = "The entries to give back to the default.", Arity = ArgumentArity.OneOrMore };
        return Create(
            client, "unset", "Gives entries of a configuration back to the default, all of them or none.", keys,
            said => [.. said.Select(key => (key, (string?)null))],
            "config unset retention.ms --topic orders");
    }

    private static ClientCommand Create(
        ClientOptions client, string name, string description, Argument<string[]> what, Func<string[], (string Key, string? Value)[]> changes, params string[] examples)
    {
        var resource = new ResourceOptions(client);
        var dryRun = new Option<bool>("--dry-run") { Description = "Let the broker say whether it would, and change nothing." };
        var command = new ClientCommand(client, name, description, examples) { what, dryRun };
        resource.AddTo(command);
        command.Does(async (parsed, context) =>
        {
            var wanted = changes(parsed.GetValue(what)!);
            var whose = await resource.ReadAsync(parsed, context);
            await ChangeAsync(new ConfigDirectory(context.Cluster), whose, wanted, parsed.GetValue(dryRun), context.Cancellation);
            Write(context, wanted, parsed.GetValue(dryRun));
            return ExitCode.Done;
        });
        return command;
    }

    // A name that is not there gets those that are near to it. Brokers take any name that is to be unset, so it is looked for first.
    private static async Task ChangeAsync(
        ConfigDirectory configs, ConfigResource whose, (string Key, string? Value)[] wanted, bool isDryRun, CancellationToken cancellation)
    {
        if (whose != ConfigResource.AllBrokers && wanted.Any(change => change.Value is null))
            await MustKnowAsync(configs, whose, wanted.Where(change => change.Value is null).Select(change => change.Key), cancellation);

        try
        {
            await configs.ChangeAsync(whose, wanted, isDryRun, cancellation);
        }
        catch (BrokerErrorException refused) when (refused.Code is ErrorCode.InvalidConfig or ErrorCode.InvalidRequest)
        {
            var names = await NamesAsync(configs, whose, cancellation);
            var question = wanted.Select(change => change.Key).Except(names).Select(key => NearNames.Question(key, names)).FirstOrDefault(near => near is not null);
            throw question is null ? refused : new BrokerErrorException(refused.Code, whose.ToString(), refused.Detail, question);
        }
    }

    // What holds for all brokers is listed only where it is set; so this is for one resource.
    private static async Task MustKnowAsync(ConfigDirectory configs, ConfigResource whose, IEnumerable<string> keys, CancellationToken cancellation)
    {
        var names = await NamesAsync(configs, whose, cancellation);
        if (keys.Except(names).FirstOrDefault() is { } missing)
            throw new BrokerErrorException(ErrorCode.InvalidConfig, whose.ToString(), $"there is no entry '{missing}'", NearNames.Question(missing, names));
    }

    private static async Task<string[]> NamesAsync(ConfigDirectory configs, ConfigResource whose, CancellationToken cancellation) =>
        [.. (await configs.ReadAsync(whose, cancellation)).Select(entry => entry.Name)];

    private static void Write(CommandContext context, (string Key, string? Value)[] changes, bool isDryRun) =>
        context.Output.Write(changes.Select(change => new { change.Key, change.Value, Changed = !isDryRun }), console =>
        {
            var table = new TextTable("KEY", "VALUE", "STATUS");
            foreach (var (key, value) in changes)
                table.Add(key, value, (isDryRun ? "would be " : "") + (value is null ? "unset" : "set"));
            table.WriteTo(console);
        });
}
