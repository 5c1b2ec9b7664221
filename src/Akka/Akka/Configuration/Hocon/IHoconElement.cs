namespace Akka.Configuration.Hocon;

/// <summary>What a value may consist of: a text, an array or an object.</summary>
public interface IHoconElement
{
    /// <summary>Whether this is a text.</summary>
    bool IsString();

    /// <summary>The text; null for the literal <c>null</c>.</summary>
    /// <exception cref="ConfigurationException">This is not a text.</exception>
    string? GetString();

    /// <summary>Whether this is an array.</summary>
    bool IsArray();

    /// <summary>The items in order.</summary>
    /// <exception cref="ConfigurationException">This is not an array.</exception>
    IList<HoconValue> GetArray();
}
