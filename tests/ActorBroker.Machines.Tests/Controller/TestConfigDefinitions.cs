using System.Globalization;
using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;

namespace ActorBroker.Machines.Tests.Controller;

/// <summary>A few entries of each kind.</summary>
internal sealed class TestConfigDefinitions : IConfigDefinitions
{
    public bool IsKnown(ConfigResourceType type, string name) =>
        name is "min.insync.replicas" or "unclean.leader.election.enable" or "cleanup.policy" or "retention.ms";

    public bool IsList(ConfigResourceType type, string name) => name == "cleanup.policy";

    public string? DefaultOf(ConfigResourceType type, string name) => name == "cleanup.policy" ? "delete" : null;

    public string? Judge(ConfigResourceType type, string name, string value) =>
        name is "min.insync.replicas" or "retention.ms" && !long.TryParse(value, CultureInfo.InvariantCulture, out _)
            ? $"{name} is a number, not '{value}'."
            : null;
}
