using System.Diagnostics.CodeAnalysis;

namespace Akka.Configuration;

/// <summary>Operations on a configuration that may be null.</summary>
public static class ConfigExtensions
{
    /// <summary>Whether there is no configuration, or one without a single key.</summary>
    public static bool IsNullOrEmpty([NotNullWhen(false)] this Config? config) => config is null || config.IsEmpty;
}
