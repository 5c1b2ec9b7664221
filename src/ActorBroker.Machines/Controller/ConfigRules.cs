using System.Collections.Immutable;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>Judges configuration entries and computes what a change makes of them.</summary>
internal sealed class ConfigRules(IConfigDefinitions definitions)
{
    private const int ValueLengthMax = short.MaxValue / 4;

    /// <summary>What is wrong with a new topic's entries.</summary>
    public ControllerError JudgeNew(ImmutableArray<KeyValuePair<string, string?>> entries)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in entries)
        {
            if (!seen.Add(name))
                return new(ErrorCode.InvalidConfig, $"The entry {name} is given twice.");
            if (value is null)
                return new(ErrorCode.InvalidConfig, $"The entry {name} has no value.");
            if (Judge(ConfigResourceType.Topic, name, value) is { IsError: true } error)
                return error;
        }

        return ControllerError.None;
    }

    /// <summary>The entries that a change sets (or, with null, removes), each once; or what is wrong with it.</summary>
    public ControllerError Compute(MetadataImage image, ConfigChange change, out ImmutableArray<KeyValuePair<string, string?>> entries)
    {
        entries = [];
        var current = image.Configs.GetValueOrDefault(change.Resource) ?? ImmutableSortedDictionary<string, string>.Empty;
        var next = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var alteration in change.Alterations)
        {
            var error = Compute(change.Resource.Type, current, alteration, out var value);
            if (error.IsError)
                return error;
            if (!next.TryAdd(alteration.Name, value))
                return new(ErrorCode.InvalidRequest, $"The request alters the entry {alteration.Name} twice.");
        }

        if (change.ReplacesAll)
        {
            foreach (var name in current.Keys)
                next.TryAdd(name, null);
        }

        entries = [.. next.Where(entry => entry.Value != current.GetValueOrDefault(entry.Key))];
        return ControllerError.None;
    }

    private ControllerError Compute(
        ConfigResourceType type, ImmutableSortedDictionary<string, string> current, ConfigAlteration alteration, out string? value)
    {
        value = null;
        var name = alteration.Name;

        // What is not set is already as whoever removes it wants it, whatever its name.
        if (alteration.Operation == ConfigOperation.Delete)
            return ControllerError.None;
        if (alteration.Value is null)
            return new(ErrorCode.InvalidRequest, $"The entry {name} has no value.");

        switch (alteration.Operation)
        {
            case ConfigOperation.Set:
                value = alteration.Value;
                break;
            case ConfigOperation.Append or ConfigOperation.Subtract when !definitions.IsKnown(type, name):
                return Unknown(type, name);
            case ConfigOperation.Append or ConfigOperation.Subtract when !definitions.IsList(type, name):
                return new(ErrorCode.InvalidConfig, $"The entry {name} is no list: nothing can be appended to it or subtracted from it.");
            case ConfigOperation.Append:
                value = Join(Items(type, current, name).Union(Split(alteration.Value), StringComparer.Ordinal));
                break;
            case ConfigOperation.Subtract:
                value = Join(Items(type, current, name).Except(Split(alteration.Value), StringComparer.Ordinal));
                break;
            default:
                return new(ErrorCode.InvalidRequest, $"The entry {name} is altered in a way that is not known.");
        }

        return Judge(type, name, value);
    }

    private ControllerError Judge(ConfigResourceType type, string name, string value)
    {
        if (!definitions.IsKnown(type, name))
            return Unknown(type, name);
        if (value.Length > ValueLengthMax)
            return Refused(type, $"The value of {name} is longer than {ValueLengthMax} characters.");
        return definitions.Judge(type, name, value) is { } defect ? Refused(type, defect) : ControllerError.None;
    }

    private string[] Items(ConfigResourceType type, ImmutableSortedDictionary<string, string> current, string name) =>
        Split(current.GetValueOrDefault(name) ?? definitions.DefaultOf(type, name) ?? "");

    private static string[] Split(string list) =>
        list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Join(IEnumerable<string> items) => string.Join(',', items);

    private static ControllerError Unknown(ConfigResourceType type, string name) => Refused(type, type == ConfigResourceType.Broker
        ? $"A running broker has no configuration entry {name} that can be changed."
        : $"There is no configuration entry {name}.");

    /// <summary>Kafka has another code for what is wrong with a broker's entry than for a topic's, and keeps it for its clients (KAFKA-13609).</summary>
    private static ControllerError Refused(ConfigResourceType type, string why) =>
        new(type == ConfigResourceType.Broker ? ErrorCode.InvalidRequest : ErrorCode.InvalidConfig, why);
}
