using System.Collections.Immutable;
using System.Globalization;
using ActorBroker.Machines.Metadata;

namespace ActorBroker.Machines.Controller;

/// <summary>Reads the entries that the controller itself goes by: of the topic, else of all brokers, else the options' default.</summary>
internal sealed class ClusterConfigs(ControllerOptions options)
{
    private const string MinIsr = "min.insync.replicas";
    private const string UncleanElection = "unclean.leader.election.enable";

    /// <summary>What every topic goes by that says nothing else.</summary>
    public PartitionRules DefaultsOf(MetadataImage image) => Read(
        image.Configs.GetValueOrDefault(ConfigResource.AllBrokers), new PartitionRules(options.MinIsrDefault, options.AllowsUncleanDefault));

    public PartitionRules RulesOf(MetadataImage image, string topic) => RulesOf(image, topic, DefaultsOf(image));

    /// <summary>A topic's rules, by defaults that were read once for many topics.</summary>
    public static PartitionRules RulesOf(MetadataImage image, string topic, PartitionRules defaults) =>
        Read(image.Configs.GetValueOrDefault(ConfigResource.OfTopic(topic)), defaults);

    private static PartitionRules Read(ImmutableSortedDictionary<string, string>? entries, PartitionRules defaults)
    {
        if (entries is null)
            return defaults;

        var minIsr = entries.TryGetValue(MinIsr, out var text)
            && int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= 1
            ? number
            : defaults.MinIsr;
        var allowsUnclean = entries.TryGetValue(UncleanElection, out text)
            ? string.Equals(text, "true", StringComparison.OrdinalIgnoreCase)
            : defaults.AllowsUnclean;
        return new PartitionRules(minIsr, allowsUnclean);
    }
}
