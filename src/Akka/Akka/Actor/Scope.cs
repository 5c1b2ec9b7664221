namespace Akka.Actor;

/// <summary>Where an actor is deployed.</summary>
public abstract class Scope : IEquatable<Scope>
{
    public static readonly LocalScope Local = LocalScope.Instance;

    public abstract Scope WithFallback(Scope other);

    public abstract Scope Copy();

    public virtual bool Equals(Scope? other) => other is not null && GetType() == other.GetType();

    public override bool Equals(object? obj) => Equals(obj as Scope);

    public override int GetHashCode() => GetType().GetHashCode();
}
