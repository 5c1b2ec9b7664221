using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Server.Remote;

/// <summary>Configurations of topics and brokers.</summary>
internal sealed class ConfigDirectory(ClusterClient cluster)
{
    private const sbyte Set = 0;
    private const sbyte Delete = 1;
    private const short FirstVersionWithDocumentation = 3;

    private static readonly string?[] TypeNames = [null, "boolean", "string", "int", "short", "long", "double", "list", "class", "password"];

    /// <summary>The entries, by name.</summary>
    /// <param name="resource">Whose.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="BrokerErrorException">There is no such topic or broker.</exception>
    public Task<IReadOnlyList<ConfigEntry>> ReadAsync(ConfigResource resource, CancellationToken cancellation = default) =>
        cluster.RetryAsync<IReadOnlyList<ConfigEntry>>(
            async () =>
            {
                var broker = await BrokerForAsync(resource, cancellation);
                var response = await ClusterClient.AskAsync<DescribeConfigsResponse>(broker, RequestFor(broker, resource), cancellation: cancellation);
                foreach (var result in response.Results)
                    BrokerErrorException.ThrowIf(result.ErrorCode, resource.ToString(), result.ErrorMessage);
                return [.. response.Results.SelectMany(result => result.Configs).Select(EntryOf).OrderBy(entry => entry.Name, StringComparer.Ordinal)];
            },
            cancellation);

    /// <summary>Changes single entries; all of them or none.</summary>
    /// <param name="resource">Whose.</param>
    /// <param name="changes">The names, with their new values; null gives the default back.</param>
    /// <param name="isDryRun">True to let the broker say whether it would.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="BrokerErrorException">It would not, or there is no such topic or broker.</exception>
    public Task ChangeAsync(ConfigResource resource, IEnumerable<(string Key, string? Value)> changes, bool isDryRun, CancellationToken cancellation = default)
    {
        var request = new IncrementalAlterConfigsRequest { ValidateOnly = isDryRun };
        var altered = new IncrementalAlterConfigsRequest.AlterConfigsResource { ResourceType = resource.Type, ResourceName = resource.Name };
        foreach (var (key, value) in changes)
            altered.Configs.Add(new IncrementalAlterConfigsRequest.AlterableConfig { Name = key, ConfigOperation = value is null ? Delete : Set, Value = value });
        request.Resources.Add(altered);
        return cluster.RetryAsync(
            async () =>
            {
                var broker = resource.Broker is null ? await cluster.ControllerAsync(cancellation) : await BrokerForAsync(resource, cancellation);
                var response = await ClusterClient.AskAsync<IncrementalAlterConfigsResponse>(broker, request, cancellation: cancellation);
                foreach (var result in response.Responses)
                    BrokerErrorException.ThrowIf(result.ErrorCode, resource.ToString(), result.ErrorMessage);
                return true;
            },
            cancellation);
    }

    // Brokers before Kafka 2.6 have no documentation to give.
    private static DescribeConfigsRequest RequestFor(BrokerConnection broker, ConfigResource resource)
    {
        var request = new DescribeConfigsRequest { IncludeSynonyms = true, IncludeDocumentation = broker.VersionOf(ApiKey.DescribeConfigs) >= FirstVersionWithDocumentation };
        request.Resources.Add(new DescribeConfigsRequest.DescribeConfigsResource { ResourceType = resource.Type, ResourceName = resource.Name, ConfigurationKeys = null });
        return request;
    }

    private static ConfigEntry EntryOf(DescribeConfigsResponse.DescribeConfigsResourceResult entry) => new(
        entry.Name,
        entry.Value,
        SourceOf(entry.ConfigSource),
        entry.ConfigType > 0 && entry.ConfigType < TypeNames.Length ? TypeNames[entry.ConfigType] : null,
        entry.ReadOnly,
        entry.IsSensitive,
        entry.Documentation,
        [.. entry.Synonyms.Select(synonym => new ConfigSynonym(synonym.Name, synonym.Value, SourceOf(synonym.Source)))]);

    private static ConfigSource SourceOf(sbyte number) => Enum.IsDefined((ConfigSource)number) ? (ConfigSource)number : ConfigSource.Unknown;

    private async Task<BrokerConnection> BrokerForAsync(ConfigResource resource, CancellationToken cancellation)
    {
        if (resource.Broker is not { } id)
            return await cluster.AnyAsync(cancellation);
        await cluster.MetadataAsync([], cancellation: cancellation);
        return await cluster.BrokerAsync(new BrokerId(id), cancellation);
    }
}
