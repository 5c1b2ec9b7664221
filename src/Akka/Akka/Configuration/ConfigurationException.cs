using Akka.Actor;

namespace Akka.Configuration;

/// <summary>
/// The configuration cannot be used: its text is malformed, a substitution or an include cannot be resolved, a value has
/// the wrong type, or a setting is missing or out of range. The text names where (origin, line, column or key) and what
/// was expected. Nothing else is thrown for bad configuration.
/// </summary>
public class ConfigurationException : AkkaException
{
    /// <summary>An error in the configuration, in words for the person who wrote it.</summary>
    public ConfigurationException(string message)
        : base(message)
    {
    }

    /// <summary>An error in the configuration that another error revealed.</summary>
    public ConfigurationException(string message, Exception? exception)
        : base(message, exception)
    {
    }

    /// <summary>The error for a component that was given no configuration, or an empty one.</summary>
    /// <typeparam name="T">The component that needs it.</typeparam>
    /// <param name="path">Where the section should have been; null when that is not known.</param>
    public static ConfigurationException NullOrEmptyConfig<T>(string? path = null) =>
        new(path is null
            ? $"{typeof(T).Name} needs a configuration, but was given none."
            : $"{typeof(T).Name} needs the configuration section '{path}', which is missing or empty.");
}
