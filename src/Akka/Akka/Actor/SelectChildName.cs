namespace Akka.Actor;

/// <summary>To the child of this name.</summary>
public class SelectChildName(string name) : SelectionPathElement
{
    public string Name { get; } = name;

    public override bool Equals(object? obj) => obj is SelectChildName other && Name == other.Name;

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Name;
}
