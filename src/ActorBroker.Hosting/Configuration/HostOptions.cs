using System.Collections.Immutable;
using ActorBroker.Broker.Doors;
using ActorBroker.Machines.Controller;
using ActorBroker.Model;
using Akka.Configuration;
using Serilog.Events;

namespace ActorBroker.Hosting.Configuration;

/// <summary>All that an operator says, read and judged. Defaults, units and limits stand in <c>reference.conf</c>.</summary>
internal sealed record HostOptions
{
    public required BrokerId Node { get; init; }

    /// <summary>Null for none.</summary>
    public required string? Rack { get; init; }

    public required TimeSpan StopTimeout { get; init; }

    public required DataOptions Data { get; init; }

    public required KafkaOptions Kafka { get; init; }

    public required HttpOptions Http { get; init; }

    public required MetricsOptions Metrics { get; init; }

    public required ControllerOptions Controller { get; init; }

    public required int EventsPerSnapshot { get; init; }

    /// <summary>What is said under Kafka's names: what holds for topics that do not say otherwise, and for groups.</summary>
    public required ConfigCatalog Configs { get; init; }

    public required LogEventLevel LogLevel { get; init; }

    /// <param name="all">The configuration with its defaults.</param>
    /// <param name="overrides">Without them: an entry counts as set by the operator only if he wrote it, and clients can see which.</param>
    public static HostOptions Read(Config all, Config overrides)
    {
        var reader = new OptionReader(all);
        var node = new BrokerId(reader.Int("node.id", 0, int.MaxValue));
        var configs = ReadConfigs(overrides, node);
        return new HostOptions
        {
            Node = node,
            Rack = reader.Text("node.rack") is { Length: > 0 } rack ? rack : null,
            StopTimeout = reader.Duration("node.stop-timeout"),
            Data = DataOptions.Read(reader),
            Kafka = KafkaOptions.Read(reader),
            Http = HttpOptions.Read(reader),
            Metrics = MetricsOptions.Read(reader),
            Controller = ReadController(reader, all),
            EventsPerSnapshot = reader.Int("controller.events-per-snapshot", 1, 1_000_000_000),
            Configs = configs,
            LogLevel = ReadLevel(reader),
        };
    }

    private static ControllerOptions ReadController(OptionReader reader, Config all) => new()
    {
        PartitionCountDefault = reader.Int("controller.partition-count-default", 1, 10_000),
        ReplicationFactorDefault = reader.Int("controller.replication-factor-default", 1, 1_000),
        PartitionsPerRequestMax = reader.Int("controller.partitions-per-request-max", 1, 1_000_000),
        PartitionsMax = reader.Int("controller.partitions-max", 1, 10_000_000),
        AllowsTopicDeletion = reader.Flag("controller.allows-topic-deletion"),
        PreferredLeaderInterval = reader.DurationOrNever("controller.preferred-leader-interval"),
        AllowsUncleanDefault = bool.TryParse(all.GetString($"{ConfigKeys.Root}.{ConfigKeys.Topics}.unclean.leader.election.enable"), out var allows) && allows,
        MinIsrDefault = all.GetInt($"{ConfigKeys.Root}.{ConfigKeys.Topics}.min.insync.replicas"),
    };

    private static ConfigCatalog ReadConfigs(Config overrides, BrokerId node)
    {
        const string Section = $"{ConfigKeys.Root}.{ConfigKeys.Topics}.";
        var entries = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var (key, value) in ConfigKeys.Leaves(overrides))
        {
            if (key.StartsWith(Section, StringComparison.Ordinal))
                entries[key[Section.Length..]] = value.GetString() ?? "null";
        }

        foreach (var definition in ConfigCatalog.Definitions)
        {
            if (entries.TryGetValue(definition.BrokerName, out var value) && definition.Judge(value) is { } complaint)
                throw new ConfigurationException($"The key '{Section}{definition.BrokerName}' is not legal: {complaint}");
        }

        if (BrokerConfigs.JudgeTogether(entries) is { } conflict)
            throw new ConfigurationException($"Keys of '{Section.TrimEnd('.')}' do not go together: {conflict}");
        return new ConfigCatalog(node, entries.ToImmutable());
    }

    private static LogEventLevel ReadLevel(OptionReader reader) => reader.Text("log.level") switch
    {
        "debug" => LogEventLevel.Debug,
        "info" => LogEventLevel.Information,
        "warning" => LogEventLevel.Warning,
        "error" => LogEventLevel.Error,
        var other => throw OptionReader.Bad("log.level", $"'{other}'", "debug, info, warning or error"),
    };
}
