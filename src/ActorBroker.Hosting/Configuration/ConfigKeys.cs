using ActorBroker.Journal;
using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace ActorBroker.Hosting.Configuration;

/// <summary>Which keys exist.</summary>
internal static class ConfigKeys
{
    /// <summary>The section of all that is ours.</summary>
    public const string Root = "actorbroker";

    /// <summary>The section of the defaults of topics, by Kafka's names.</summary>
    public const string Topics = "config";

    /// <summary>Below these, others' keys may stand too: the actor runtime's own, and what it knows of a plugin.</summary>
    private static readonly string[] OpenSections = ["akka.", "actorbroker.kernel.", "actorbroker.journal.local.", "actorbroker.snapshot-store.local."];

    private static readonly string[] Known =
        [.. Leaves(HostDefaults.Reference).Concat(Leaves(LocalJournalConfig.Default)).Select(leaf => leaf.Key).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>All keys of a configuration that have a value, by their whole names, without their fallbacks' keys.</summary>
    public static IEnumerable<KeyValuePair<string, HoconValue>> Leaves(Config config) => config.AsEnumerable().SelectMany(pair => Leaves(pair.Key, pair.Value));

    /// <summary>Refuses what no <c>reference.conf</c> has: a key that is ignored looks like one that works.</summary>
    /// <exception cref="ConfigurationException">A key is unknown; the message names it and the most similar one.</exception>
    public static void ThrowIfUnknown(Config overrides)
    {
        foreach (var (key, _) in Leaves(overrides))
        {
            if (Array.BinarySearch(Known, key, StringComparer.Ordinal) < 0 && !Array.Exists(OpenSections, section => key.StartsWith(section, StringComparison.Ordinal)))
                throw new ConfigurationException($"There is no key '{key}'. Did you mean '{Known.MinBy(known => Distance(known, key))}'?");
        }
    }

    private static IEnumerable<KeyValuePair<string, HoconValue>> Leaves(string path, HoconValue value) => value.IsObject()
        ? value.GetObject()!.Items.SelectMany(pair => Leaves($"{path}.{pair.Key}", pair.Value))
        : [new(path, value)];

    /// <summary>How many letters have to be changed, added or left out to make one name of the other.</summary>
    private static int Distance(string source, string target)
    {
        var row = Enumerable.Range(0, target.Length + 1).ToArray();
        for (var i = 1; i <= source.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= target.Length; j++)
            {
                var changed = diagonal + (source[i - 1] == target[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
