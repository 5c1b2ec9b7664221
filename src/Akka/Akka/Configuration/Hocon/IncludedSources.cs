using System.Reflection;

namespace Akka.Configuration.Hocon;

/// <summary>A text found for an include, with the name that errors give it.</summary>
/// <param name="Name">The file's full path, or the resource's name.</param>
/// <param name="Text">The whole content.</param>
/// <param name="Directory">The folder for the relative includes in it.</param>
internal sealed record IncludedSource(string Name, string Text, string Directory)
{
    public ObjectNode Parse(Func<string, HoconRoot?>? callback) => IncludeChain.Within(Name, () => Parser.Parse(Text, Name, callback, Directory));
}

/// <summary>Where includes are found.</summary>
internal static class IncludedSources
{
    private const string DefaultExtension = ".conf";

    /// <summary>The file, with or without the extension <c>.conf</c>; null if there is none.</summary>
    /// <exception cref="ConfigurationException">The file is there, but cannot be read.</exception>
    public static IncludedSource? FindFile(string directory, string name)
    {
        var path = Path.GetFullPath(name, Path.GetFullPath(directory));
        if (!File.Exists(path))
            path += DefaultExtension;
        if (!File.Exists(path))
            return null;

        try
        {
            return new IncludedSource(path, File.ReadAllText(path), Path.GetDirectoryName(path) ?? directory);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"The included file '{path}' cannot be read.", cause);
        }
    }

    /// <summary>An embedded resource of any loaded assembly, by its full name; null if there is none.</summary>
    public static IncludedSource? FindResource(string name) =>
        AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => !assembly.IsDynamic)
            .Select(assembly => ReadResource(assembly, name))
            .FirstOrDefault(source => source is not null);

    /// <summary>An embedded resource of one assembly; null if it has none of that name.</summary>
    public static IncludedSource? ReadResource(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name);
        if (stream is null)
            return null;

        using var reader = new StreamReader(stream);
        return new IncludedSource(name, reader.ReadToEnd(), Environment.CurrentDirectory);
    }
}
