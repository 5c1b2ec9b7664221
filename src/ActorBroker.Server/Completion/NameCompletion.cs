using System.CommandLine;
using System.CommandLine.Completions;
using ActorBroker.Hosting;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Remote;

namespace ActorBroker.Server.Completion;

/// <summary>Completes the names of topics and groups: those that the cluster has. A cluster that does not answer soon has none.</summary>
internal static class NameCompletion
{
    // A shell waits for it at every press of the key.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>Completes the argument with topics' names, but for internal ones.</summary>
    public static Argument<T> WithTopics<T>(this Argument<T> argument, ClientOptions client)
    {
        argument.CompletionSources.Add(context => Ask(context, client, TopicsAsync));
        return argument;
    }

    /// <summary>Completes the option with topics' names, but for internal ones.</summary>
    public static Option<T> WithTopics<T>(this Option<T> option, ClientOptions client)
    {
        option.CompletionSources.Add(context => Ask(context, client, TopicsAsync));
        return option;
    }

    /// <summary>Completes the argument with groups' names.</summary>
    public static Argument<T> WithGroups<T>(this Argument<T> argument, ClientOptions client)
    {
        argument.CompletionSources.Add(context => Ask(context, client, GroupsAsync));
        return argument;
    }

    /// <summary>Completes the option with groups' names.</summary>
    public static Option<T> WithGroups<T>(this Option<T> option, ClientOptions client)
    {
        option.CompletionSources.Add(context => Ask(context, client, GroupsAsync));
        return option;
    }

    private static async Task<IEnumerable<string>> TopicsAsync(ClusterClient cluster) =>
        (await new TopicDirectory(cluster).AllAsync()).Where(topic => !topic.IsInternal).Select(topic => topic.Name!);

    private static async Task<IEnumerable<string>> GroupsAsync(ClusterClient cluster) =>
        (await new GroupDirectory(cluster).AllAsync()).Select(group => group.Name);

    private static CompletionItem[] Ask(CompletionContext context, ClientOptions client, Func<ClusterClient, Task<IEnumerable<string>>> ask)
    {
        try
        {
            return AskAsync(client.Read(context.ParseResult, BrokerPlatform.ClockOfThisMachine) with { Timeout = Limit }, ask).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is UsageException or RemoteException)
        {
            return [];
        }
    }

    private static async Task<CompletionItem[]> AskAsync(RemoteOptions options, Func<ClusterClient, Task<IEnumerable<string>>> ask)
    {
        await using var cluster = new ClusterClient(options);
        return [.. (await ask(cluster)).Select(name => new CompletionItem(name))];
    }
}
