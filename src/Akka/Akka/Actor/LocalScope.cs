namespace Akka.Actor;

/// <summary>In this process.</summary>
public class LocalScope : Scope
{
    private LocalScope()
    {
    }

    public static LocalScope Instance { get; } = new();

    public override Scope WithFallback(Scope other) => this;

    public override Scope Copy() => this;
}
