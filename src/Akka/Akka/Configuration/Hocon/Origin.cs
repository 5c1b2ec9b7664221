namespace Akka.Configuration.Hocon;

/// <summary>Where a piece of configuration was written.</summary>
/// <param name="Source">The file, resource or description of the text.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">In UTF-16 units, counted from 1.</param>
internal readonly record struct Origin(string Source, int Line, int Column)
{
    public override string ToString() => $"{Source}, line {Line}, column {Column}";

    /// <summary>An error at this place.</summary>
    public ConfigurationException Error(string problem) => new($"{this}: {problem}");
}
