using System.Diagnostics.CodeAnalysis;
using Akka.Configuration.Hocon;

namespace Akka.Configuration;

/// <summary>
/// A configuration: HOCON laid over fallbacks. Immutable and safe to share between threads.
/// </summary>
/// <remarks>
/// <para>Objects merge key by key through all fallbacks. Substitutions are resolved over the whole chain, at the first read;
/// so what a text leaves open may be defined by a fallback, or overridden above it.</para>
/// <para>Every member that reads throws a <see cref="ConfigurationException"/> if a substitution cannot be resolved, or if a
/// value has another type than asked for. A missing key, and one set to <c>null</c>, gives the default.</para>
/// </remarks>
public class Config
{
    /// <summary>A configuration without keys.</summary>
    public static readonly Config Empty = new();

    private readonly ObjectNode _layer;

    // The path of the section that this is, so that errors name whole keys.
    private readonly string _section;
    private ObjectNode? _merged;
    private ObjectNode? _resolved;

    /// <summary>A configuration without keys.</summary>
    public Config()
        : this(new ObjectNode(new Origin(Parser.UnnamedSource, 1, 1)), null)
    {
    }

    /// <summary>A parsed document as a configuration.</summary>
    public Config(HoconRoot root)
        : this(root.Node, null)
    {
    }

    /// <summary>One configuration over another.</summary>
    public Config(Config source, Config? fallback)
        : this(source.Merged, fallback, source._section)
    {
    }

    internal Config(ObjectNode layer, Config? fallback, string section = "")
    {
        _layer = layer;
        _section = section;
        Fallback = fallback;
    }

    /// <summary>What this configuration lies over; null if there is nothing below.</summary>
    public Config? Fallback { get; }

    /// <summary>Whether there is no key at all, here and in the fallbacks.</summary>
    public virtual bool IsEmpty => _layer.Fields.Count == 0 && (Fallback is null || Fallback.IsEmpty);

    /// <summary>The root object, fallbacks included.</summary>
    public virtual HoconValue Root => new(Resolved, _section);

    private ObjectNode Merged => _merged ??= Fallback is null ? _layer : ObjectNode.Merge(_layer, Fallback.Merged);

    private ObjectNode Resolved => _resolved ??= Resolver.Resolve(Merged, Environment.GetEnvironmentVariable);

    /// <summary>Parses a text.</summary>
    public static implicit operator Config(string str) => ConfigurationFactory.ParseString(str);

    /// <summary>A configuration over a text.</summary>
    public static Config operator +(Config config, string fallback) => config.WithFallback(ConfigurationFactory.ParseString(fallback));

    /// <summary>A text over a configuration.</summary>
    public static Config operator +(string configHocon, Config fallbackConfig) =>
        ConfigurationFactory.ParseString(configHocon).WithFallback(fallbackConfig);

    /// <summary>This configuration over another one, below all fallbacks that it has.</summary>
    /// <exception cref="ArgumentException">The fallback is this configuration itself.</exception>
    public virtual Config WithFallback(Config? fallback)
    {
        if (fallback is null || fallback.IsEmpty)
            return this;
        if (ReferenceEquals(fallback, this))
            throw new ArgumentException("A configuration cannot be its own fallback.", nameof(fallback));

        return new Config(_layer, Fallback is null ? fallback : Fallback.WithFallbackUnlessSame(fallback), _section);
    }

    /// <summary>Whether there is a value at the path, and not <c>null</c>.</summary>
    public virtual bool HasPath(string path) => GetValue(path) is not null;

    /// <summary>The value at a path; null if there is none, or the literal <c>null</c>.</summary>
    public HoconValue? GetValue(string path)
    {
        Node node = Resolved;
        foreach (var key in KeyPath.Parse(path))
        {
            if (node is not ObjectNode all || !all.Fields.TryGetValue(key, out var value))
                return null;
            node = value;
        }

        return node is LiteralNode { IsNull: true } ? null : new HoconValue(node, WholeKey(path));
    }

    /// <summary>The object at a path as a configuration of its own; null if there is none.</summary>
    public virtual Config? GetConfig(string path)
    {
        if (GetValue(path) is not { } value)
            return null;

        return value.Node is ObjectNode section ? new Config(section, null, WholeKey(path)) { _resolved = section } : throw value.WrongType("object");
    }

    /// <summary>The text at a path.</summary>
    [return: NotNullIfNotNull(nameof(@default))]
    public virtual string? GetString(string path, string? @default = null) => GetValue(path)?.GetString() ?? @default;

    /// <summary>The boolean at a path: true, on, yes, false, off or no.</summary>
    public virtual bool GetBoolean(string path, bool @default = false) => GetValue(path)?.GetBoolean() ?? @default;

    /// <summary>The whole number of 32 bits at a path.</summary>
    public virtual int GetInt(string path, int @default = 0) => GetValue(path)?.GetInt() ?? @default;

    /// <summary>The whole number of 64 bits at a path.</summary>
    public virtual long GetLong(string path, long @default = 0) => GetValue(path)?.GetLong() ?? @default;

    /// <summary>The number of single precision at a path.</summary>
    public virtual float GetFloat(string path, float @default = 0) => GetValue(path)?.GetFloat() ?? @default;

    /// <summary>The number of double precision at a path.</summary>
    public virtual double GetDouble(string path, double @default = 0) => GetValue(path)?.GetDouble() ?? @default;

    /// <summary>The decimal number at a path.</summary>
    public virtual decimal GetDecimal(string path, decimal @default = 0) => GetValue(path)?.GetDecimal() ?? @default;

    /// <summary>The size at a path, in bytes; null if there is none.</summary>
    public virtual long? GetByteSize(string path) => GetByteSize(path, null);

    /// <summary>The size at a path, in bytes.</summary>
    public virtual long? GetByteSize(string path, long? def = null) => GetValue(path)?.GetByteSize() ?? def;

    /// <summary>The duration at a path; milliseconds where no unit is written.</summary>
    /// <param name="path">Which key.</param>
    /// <param name="default">For a missing key; null for zero.</param>
    /// <param name="allowInfinite">Whether <c>infinite</c> is accepted, which is <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    public virtual TimeSpan GetTimeSpan(string path, TimeSpan? @default = null, bool allowInfinite = true) =>
        GetValue(path)?.GetTimeSpan(allowInfinite) ?? @default.GetValueOrDefault();

    /// <summary>The texts at a path; none if the key is missing.</summary>
    public virtual IList<string> GetStringList(string path) => GetStringList(path, []);

    /// <summary>The texts at a path.</summary>
    public virtual IList<string> GetStringList(string path, string[] defaultPaths) => GetValue(path)?.GetStringList() ?? defaultPaths;

    /// <summary>The booleans at a path; none if the key is missing.</summary>
    public virtual IList<bool> GetBooleanList(string path) => GetValue(path)?.GetBooleanList() ?? [];

    /// <summary>The whole numbers of 32 bits at a path; none if the key is missing.</summary>
    public virtual IList<int> GetIntList(string path) => GetValue(path)?.GetIntList() ?? [];

    /// <summary>The whole numbers of 64 bits at a path; none if the key is missing.</summary>
    public virtual IList<long> GetLongList(string path) => GetValue(path)?.GetLongList() ?? [];

    /// <summary>The whole numbers from 0 to 255 at a path; none if the key is missing.</summary>
    public virtual IList<byte> GetByteList(string path) => GetValue(path)?.GetByteList() ?? [];

    /// <summary>The numbers of single precision at a path; none if the key is missing.</summary>
    public virtual IList<float> GetFloatList(string path) => GetValue(path)?.GetFloatList() ?? [];

    /// <summary>The numbers of double precision at a path; none if the key is missing.</summary>
    public virtual IList<double> GetDoubleList(string path) => GetValue(path)?.GetDoubleList() ?? [];

    /// <summary>The decimal numbers at a path; none if the key is missing.</summary>
    public virtual IList<decimal> GetDecimalList(string path) => GetValue(path)?.GetDecimalList() ?? [];

    /// <summary>The keys of the root and their values, fallbacks included.</summary>
    public virtual IEnumerable<KeyValuePair<string, HoconValue>> AsEnumerable() => Root.GetObject()!.Items;

    /// <summary>The whole configuration, fallbacks included and substitutions resolved, as HOCON.</summary>
    public override string ToString() => Root.ToString();

    private string WholeKey(string path) => _section.Length == 0 ? path : $"{_section}.{path}";

    private Config WithFallbackUnlessSame(Config fallback) => ReferenceEquals(this, fallback) ? this : WithFallback(fallback);
}
