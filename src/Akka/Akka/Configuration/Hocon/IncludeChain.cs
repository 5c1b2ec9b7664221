namespace Akka.Configuration.Hocon;

/// <summary>The includes that this thread is inside of, so that a file that includes itself is an error and not a stack overflow.</summary>
internal static class IncludeChain
{
    private const int DepthMax = 32;

    [ThreadStatic]
    private static List<string>? _names;

    /// <summary>Runs <paramref name="read"/> as part of including <paramref name="name"/>.</summary>
    /// <exception cref="ConfigurationException">The includes go in a circle, or deeper than 32.</exception>
    public static T Within<T>(string name, Func<T> read)
    {
        var names = _names ??= [];
        if (names.Contains(name, StringComparer.Ordinal))
            throw new ConfigurationException($"Includes go in a circle: {string.Join(" -> ", names)} -> {name}.");
        if (names.Count == DepthMax)
            throw new ConfigurationException($"Includes are nested deeper than {DepthMax}: {string.Join(" -> ", names)}.");

        names.Add(name);
        try
        {
            return read();
        }
        finally
        {
            names.RemoveAt(names.Count - 1);
        }
    }
}
