namespace Akka.Configuration.Hocon;

/// <summary>Something that may turn out to be an object.</summary>
public interface IMightBeAHoconObject
{
    /// <summary>Whether this is an object.</summary>
    bool IsObject();

    /// <summary>The object; null if this is not one.</summary>
    HoconObject? GetObject();
}
