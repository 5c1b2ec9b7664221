namespace Akka.Actor;

/// <summary>Splits a path without an address into its elements.</summary>
public static class RelativeActorPath
{
    /// <summary>Null when <paramref name="addr"/> is an absolute path with an address.</summary>
    public static IEnumerable<string>? Unapply(string addr) =>
        addr.Contains("://", StringComparison.Ordinal) ? null : addr.Split('/');
}
