using System.Reflection;
using System.Xml.Linq;
using Akka.Configuration.Hocon;

namespace Akka.Configuration;

/// <summary>Makes configurations from texts, embedded resources and the application's configuration file.</summary>
public class ConfigurationFactory
{
    private const string ReferenceName = "Akka.Configuration.reference.conf";

    private static readonly Lazy<Config> Reference = new(() => FromResource(ReferenceName, typeof(ConfigurationFactory).Assembly));

    /// <summary>A configuration without keys.</summary>
    public static Config Empty => Config.Empty;

    /// <summary>The runtime's reference configuration: every key it knows, with its default.</summary>
    public static Config Default() => Reference.Value;

    /// <summary>Parses a text; <c>include "name"</c> reads a file of that name, or else an embedded resource.</summary>
    /// <exception cref="ConfigurationException">The text is malformed; the message names line and column and what was expected.</exception>
    public static Config ParseString(string hocon) => new(Parser.Parse(hocon, null));

    /// <summary>Parses a text.</summary>
    /// <param name="hocon">HOCON; empty for an empty configuration.</param>
    /// <param name="includeCallback">Answers <c>include "name"</c>; null for a name that does not exist.</param>
    /// <exception cref="ConfigurationException">The text is malformed; the message names line and column and what was expected.</exception>
    public static Config ParseString(string hocon, Func<string, HoconRoot?>? includeCallback) => new(Parser.Parse(hocon, includeCallback));

    /// <summary>
    /// The text in the elements <c>akka/hocon</c> of the application's configuration file (<c>Program.dll.config</c>, built from
    /// <c>App.config</c>); empty if there is no such file or element.
    /// </summary>
    /// <exception cref="ConfigurationException">The file is not XML, or its HOCON is malformed.</exception>
    public static Config Load()
    {
        var file = Path.Combine(AppContext.BaseDirectory, Assembly.GetEntryAssembly()?.GetName().Name + ".dll.config");
        if (!File.Exists(file))
            return Empty;

        try
        {
            var hocon = XDocument.Load(file).Root?.Element("akka")?.Element("hocon")?.Value;
            return hocon is null ? Empty : Parse(hocon, file);
        }
        catch (System.Xml.XmlException cause)
        {
            throw new ConfigurationException($"The configuration file '{file}' is not XML.", cause);
        }
    }

    /// <summary>Parses an embedded resource.</summary>
    /// <param name="resourceName">Its full name in the assembly.</param>
    /// <param name="assembly">The assembly that embeds it.</param>
    /// <exception cref="ConfigurationException">There is no such resource, or it is malformed.</exception>
    public static Config FromResource(string resourceName, Assembly assembly)
    {
        var source = IncludedSources.ReadResource(assembly, resourceName)
            ?? throw new ConfigurationException($"The assembly '{assembly.GetName().Name}' has no resource '{resourceName}'.");
        return Parse(source.Text, resourceName);
    }

    /// <summary>Parses an embedded resource.</summary>
    /// <param name="resourceName">Its full name in the assembly.</param>
    /// <param name="instanceInAssembly">An assembly, a type in it, or any object of such a type.</param>
    /// <exception cref="ConfigurationException">There is no such resource, or it is malformed.</exception>
    public static Config FromResource(string resourceName, object instanceInAssembly) =>
        FromResource(resourceName, instanceInAssembly as Assembly ?? (instanceInAssembly as Type ?? instanceInAssembly.GetType()).Assembly);

    /// <summary>Parses an embedded resource.</summary>
    /// <typeparam name="TAssembly">A type in the assembly that embeds it.</typeparam>
    /// <param name="resourceName">Its full name in the assembly.</param>
    /// <exception cref="ConfigurationException">There is no such resource, or it is malformed.</exception>
    public static Config FromResource<TAssembly>(string resourceName) => FromResource(resourceName, typeof(TAssembly).Assembly);

    private static Config Parse(string hocon, string source) =>
        new(Parser.Parse(hocon, source, null, AppContext.BaseDirectory), null);
}
