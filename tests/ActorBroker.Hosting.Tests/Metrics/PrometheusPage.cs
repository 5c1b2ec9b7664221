using System.Globalization;
using System.Text.RegularExpressions;

namespace ActorBroker.Hosting.Tests.Metrics;

/// <summary>A page in Prometheus' text format 0.0.4, read without any mercy: what a parser may forgive fails the test.</summary>
internal sealed partial class PrometheusPage
{
    private readonly Dictionary<string, double> _samples = new(StringComparer.Ordinal);

    public PrometheusPage(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\r", text, StringComparison.Ordinal);
        var family = "";
        foreach (var line in text[..^1].Split('\n'))
        {
            if (Help().Match(line) is { Success: true } help)
                family = Begin(help.Groups["name"].Value);
            else if (Type().Match(line) is { Success: true } type)
                Note(family, type);
            else
                Take(family, line);
        }

        Assert.All(Kinds, kind => Assert.Contains(_samples.Keys, name => IsOf(kind.Key, kind.Value, name.Split('{')[0])));
    }

    /// <summary>Each family's type.</summary>
    public Dictionary<string, string> Kinds { get; } = new(StringComparer.Ordinal);

    /// <summary>All samples, with their labels as they are written.</summary>
    public IReadOnlyDictionary<string, double> Samples => _samples;

    /// <summary>A sample, by its name and its labels as they are written.</summary>
    public double this[string sample] =>
        _samples.TryGetValue(sample, out var value) ? value : throw new KeyNotFoundException($"There is no {sample}, but: {string.Join(", ", Of(sample.Split('{')[0]))}");

    /// <summary>The samples of a name, as they are written.</summary>
    public IEnumerable<string> Of(string name) => _samples.Keys.Where(sample => sample.Split('{')[0] == name);

    private string Begin(string name)
    {
        Assert.False(Kinds.ContainsKey(name), $"{name} comes twice");
        return name;
    }

    private void Note(string family, Match type)
    {
        Assert.Equal(family, type.Groups["name"].Value);
        Kinds.Add(family, type.Groups["kind"].Value);
        Assert.Equal(type.Groups["kind"].Value == "counter", family.EndsWith("_total", StringComparison.Ordinal));
    }

    private void Take(string family, string line)
    {
        var sample = Sample().Match(line);
        Assert.True(sample.Success, $"no sample: {line}");
        var name = sample.Groups["name"].Value;
        Assert.True(Kinds.TryGetValue(family, out var kind) && IsOf(family, kind, name), $"{name} stands among {family}");
        Assert.True(sample.Groups["label"].Captures.Select(label => label.Value).Distinct().Count() == sample.Groups["label"].Captures.Count, $"a label twice: {line}");
        var value = double.Parse(sample.Groups["value"].Value, NumberStyles.Float, CultureInfo.InvariantCulture);
        Assert.True(kind != "counter" || value >= 0, $"a counter below zero: {line}");
        Assert.True(_samples.TryAdd(line[..sample.Groups["value"].Index].TrimEnd(' '), value), $"twice: {line}");
    }

    private static bool IsOf(string family, string kind, string name) => name == family || (kind == "summary" && (name == family + "_sum" || name == family + "_count"));

    [GeneratedRegex(@"^# HELP (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) ([^\\]|\\\\|\\n)+$")]
    private static partial Regex Help();

    [GeneratedRegex(@"^# TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<kind>counter|gauge|summary)$")]
    private static partial Regex Type();

    [GeneratedRegex(@"^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{((?<label>[a-zA-Z_][a-zA-Z0-9_]*)=""([^""\\]|\\\\|\\n|\\"")*"",?)+(?<!,)\})? (?<value>-?[0-9]+(\.[0-9]+)?(E[+-]?[0-9]+)?)$")]
    private static partial Regex Sample();
}
