namespace Akka.Configuration.Hocon;

/// <summary>A string, a number, a boolean or null, as text.</summary>
public class HoconLiteral : IHoconElement
{
    /// <summary>The text; null for the literal <c>null</c>.</summary>
    public string? Value { get; set; }

    /// <inheritdoc/>
    public bool IsString() => true;

    /// <inheritdoc/>
    public string? GetString() => Value;

    /// <inheritdoc/>
    public bool IsArray() => false;

    /// <inheritdoc/>
    public IList<HoconValue> GetArray() => throw new ConfigurationException($"Expected an array, found the text '{Value}'.");
}
