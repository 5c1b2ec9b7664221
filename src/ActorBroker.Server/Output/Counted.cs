namespace ActorBroker.Server.Output;

/// <summary>How many of something, for people.</summary>
internal static class Counted
{
    /// <summary><c>1 broker</c>, <c>3 brokers</c>.</summary>
    public static string Of(long count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
