namespace Akka;

/// <summary>The answer of an operation that has nothing to tell but that it is over.</summary>
public sealed class Done
{
    public static readonly Done Instance = new();

    private Done()
    {
    }
}
