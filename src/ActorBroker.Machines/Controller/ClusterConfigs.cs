using System.Globalization;
using ActorBroker.Machines.Metadata;

namespace ActorBroker.Machines.Controller;

/// <summary>Reads the entries that the controller itself goes by: of the topic, else of all brokers, else the options' default.</summary>
internal sealed class ClusterConfigs(ControllerOptions options)
{
    private const string MinIsr = "min.insync.replicas";
    private const string UncleanElection = "unclean.leader.election.enable";

    public PartitionRules RulesOf(MetadataImage image, string topic)
    {
        var minIsr = Find(image, topic, MinIsr) is { } text
            && int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= 1
            ? number
            : options.MinIsrDefault;
        return new PartitionRules(minIsr, string.Equals(Find(image, topic, UncleanElection), "true", StringComparison.OrdinalIgnoreCase));
    }

    private static string? Find(MetadataImage image, string topic, string name) =>
        image.FindConfig(ConfigResource.OfTopic(topic), name) ?? image.FindConfig(ConfigResource.AllBrokers, name);
}
