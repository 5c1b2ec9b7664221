namespace ActorBroker.Wire.Generator;

/// <summary>One file of C# and its name; compared by value.</summary>
internal sealed class GeneratedSource(string name, string text) : IEquatable<GeneratedSource>
{
    public string Name { get; } = name;

    public string Text { get; } = text;

    public bool Equals(GeneratedSource? other) => other is not null && Name == other.Name && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as GeneratedSource);

    public override int GetHashCode() => Name.GetHashCode();
}
