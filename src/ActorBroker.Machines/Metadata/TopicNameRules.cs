using System.Buffers;

namespace ActorBroker.Machines.Metadata;

/// <summary>Which names a topic may have, as Kafka has it: 1 to 249 of the letters a-z, A-Z, 0-9, '.', '_' and '-', and neither "." nor "..".</summary>
public static class TopicNameRules
{
    /// <summary>The longest name, in letters; all of them take one byte.</summary>
    public const int LengthMax = 249;

    private static readonly SearchValues<char> Letters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");

    /// <summary>What is wrong with a name; null when it is legal.</summary>
    public static string? Judge(string name)
    {
        if (name.Length == 0)
            return "A topic's name cannot be empty.";
        if (name is "." or "..")
            return "A topic cannot be named '.' or '..'.";
        if (name.Length > LengthMax)
            return $"A topic's name can have at most {LengthMax} characters; this one has {name.Length}.";
        return name.AsSpan().ContainsAnyExcept(Letters)
            ? "A topic's name can hold only ASCII letters and digits, '.', '_' and '-'."
            : null;
    }

    /// <summary>True for the topics that brokers keep their own state in.</summary>
    public static bool IsInternal(string name) => name is "__consumer_offsets" or "__transaction_state" or "__share_group_state";
}
