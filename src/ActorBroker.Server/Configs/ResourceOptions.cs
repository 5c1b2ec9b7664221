using System.CommandLine;
using System.Globalization;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Completion;
using ActorBroker.Server.Remote;

namespace ActorBroker.Server.Configs;

/// <summary>The options that say whose configuration is meant.</summary>
internal sealed class ResourceOptions
{
    private const string All = "all";

    private readonly Option<string?> _topic;

    private readonly Option<string?> _broker = new("--broker") { Description = "The broker whose configuration it is, or all, for what is set at run time for all brokers.", HelpName = "ID|all" };

    /// <param name="client">How completion reaches the cluster.</param>
    public ResourceOptions(ClientOptions client) =>
        _topic = new Option<string?>("--topic", "-t") { Description = "The topic whose configuration it is.", HelpName = "NAME" }.WithTopics(client);

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_topic);
        command.Options.Add(_broker);
    }

    /// <summary>Whose; a topic is there.</summary>
    /// <exception cref="UsageException">Neither or both are said, or the broker is no number.</exception>
    /// <exception cref="BrokerErrorException">There is no such topic.</exception>
    public async Task<ConfigResource> ReadAsync(ParseResult parsed, CommandContext context)
    {
        switch (parsed.GetValue(_topic), parsed.GetValue(_broker))
        {
            case ({ } topic, null):
                await new TopicDirectory(context.Cluster).FindAsync(topic, context.Cancellation);
                return ConfigResource.Topic(topic);
            case (null, All):
                return ConfigResource.AllBrokers;
            case (null, { } broker):
                return int.TryParse(broker, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                    ? ConfigResource.OfBroker(id)
                    : throw new UsageException($"--broker: '{broker}' is neither a broker's id nor all.");
            default:
                throw new UsageException("Say whose configuration: either --topic NAME or --broker ID (or all).");
        }
    }
}
