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
        if (alteration.Operation == ConfigOperation.Delete)
            return definitions.IsKnown(type, name) || current.ContainsKey(name) ? ControllerError.None : Unknown(name);
        if (alteration.Value is null)
            return new(ErrorCode.InvalidRequest, $"The entry {name} has no value.");

        switch (alteration.Operation)
        {
            case ConfigOperation.Set:
                value = alteration.Value;
                break;
            case ConfigOperation.Append or ConfigOperation.Subtract when !definitions.IsKnown(type, name):
                return Unknown(name);
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
            return Unknown(name);
        if (value.Length > ValueLengthMax)
            return new(ErrorCode.InvalidConfig, $"The value of {name} is longer than {ValueLengthMax} characters.");
        return definitions.Judge(type, name, value) is { } defect ? new(ErrorCode.InvalidConfig, defect) : ControllerError.None;
    }

    private string[] Items(ConfigResourceType type, ImmutableSortedDictionary<string, string> current, string name) =>
        Split(current.GetValueOrDefault(name) ?? definitions.DefaultOf(type, name) ?? "");

    private static string[] Split(string list) =>
        list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Join(IEnumerable<string> items) => string.Join(',', items);

    private static ControllerError Unknown(string name) => new(ErrorCode.InvalidConfig, $"There is no configuration entry {name}.");
}
