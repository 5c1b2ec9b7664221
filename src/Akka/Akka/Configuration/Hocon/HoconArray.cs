namespace Akka.Configuration.Hocon;

/// <summary>The items of an array. Changing it does not change the configuration that it came from.</summary>
public class HoconArray : List<HoconValue>, IHoconElement
{
    /// <inheritdoc/>
    public bool IsString() => false;

    /// <inheritdoc/>
    public string GetString() => throw new ConfigurationException("Expected a text, found an array.");

    /// <inheritdoc/>
    public bool IsArray() => true;

    /// <inheritdoc/>
    public IList<HoconValue> GetArray() => this;
}
