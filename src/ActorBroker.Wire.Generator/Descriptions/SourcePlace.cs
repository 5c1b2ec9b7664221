namespace ActorBroker.Wire.Generator.Descriptions;

/// <summary>A place in a description: both numbers begin at 0, as Roslyn counts.</summary>
internal readonly struct SourcePlace(int line, int column)
{
    public int Line { get; } = line;

    public int Column { get; } = column;
}
