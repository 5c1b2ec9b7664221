namespace Akka.Configuration.Hocon;

/// <summary>Parses HOCON text. Substitutions stay open until the finished configuration is read, so that fallbacks can fill them.</summary>
public class Parser
{
    /// <summary>The origin that errors name when the text came from memory.</summary>
    internal const string UnnamedSource = "configuration text";

    /// <summary>Parses a text that came from memory.</summary>
    /// <param name="text">HOCON; empty for an empty configuration.</param>
    /// <param name="includeCallback">Answers <c>include "name"</c>, null if there is nothing by that name; itself null to look in files and resources.</param>
    /// <exception cref="ConfigurationException">The text is malformed; the message names line and column and what was expected.</exception>
    public static HoconRoot Parse(string text, Func<string, HoconRoot?>? includeCallback) =>
        new(Parse(text, UnnamedSource, includeCallback, Environment.CurrentDirectory));

    internal static ObjectNode Parse(string text, string source, Func<string, HoconRoot?>? includeCallback, string directory) =>
        new DocumentParser(new TextCursor(text, source), new IncludeReader(includeCallback, directory)).ParseDocument();
}
