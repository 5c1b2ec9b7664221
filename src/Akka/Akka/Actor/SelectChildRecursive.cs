namespace Akka.Actor;

/// <summary><c>**</c> at the end of a selection: to everything below, at any depth.</summary>
public class SelectChildRecursive : SelectionPathElement
{
    public static readonly SelectChildRecursive Instance = new();

    public override bool Equals(object? obj) => obj is SelectChildRecursive;

    public override int GetHashCode() => typeof(SelectChildRecursive).GetHashCode();

    public override string ToString() => "**";
}
