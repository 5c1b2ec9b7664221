using System.Diagnostics.CodeAnalysis;

namespace Akka.Configuration;

/// <summary>Operations on a configuration that may be null.</summary>
public static class ConfigExtensions
{
    /// <summary><paramref name="config"/> over <paramref name="fallback"/>, or just the fallback when the first is null or the same.</summary>
    public static Config? SafeWithFallback(this Config? config, Config? fallback)
    {
        if (config is null)
            return fallback;

        return ReferenceEquals(config, fallback) ? config : config.WithFallback(fallback);
    }

    /// <summary>Whether there is no configuration, or one without a single key.</summary>
    public static bool IsNullOrEmpty([NotNullWhen(false)] this Config? config) => config is null || config.IsEmpty;
}
