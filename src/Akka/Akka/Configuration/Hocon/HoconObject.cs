namespace Akka.Configuration.Hocon;

/// <summary>The keys and values of an object. Changing it does not change the configuration that it came from.</summary>
public class HoconObject : IHoconElement
{
    /// <summary>The values by key, in the order in which the keys were first written.</summary>
    public Dictionary<string, HoconValue> Items { get; } = new(StringComparer.Ordinal);

    /// <summary>The object in .NET's own types: texts as <see cref="string"/>, arrays as lists, objects as dictionaries.</summary>
    public IDictionary<string, object?> Unwrapped => Items.ToDictionary(item => item.Key, item => Unwrap(item.Value));

    /// <summary>The value of one key, which is not read as a path; null if there is none.</summary>
    public HoconValue? GetKey(string key) => Items.GetValueOrDefault(key);

    /// <inheritdoc/>
    public bool IsString() => false;

    /// <inheritdoc/>
    public string GetString() => throw new ConfigurationException("Expected a text, found an object.");

    /// <inheritdoc/>
    public bool IsArray() => false;

    /// <inheritdoc/>
    public IList<HoconValue> GetArray() => throw new ConfigurationException("Expected an array, found an object.");

    private static object? Unwrap(HoconValue value)
    {
        if (value.GetObject() is { } all)
            return all.Unwrapped;

        return value.IsArray() ? value.GetArray().Select(Unwrap).ToList() : value.GetString();
    }
}
