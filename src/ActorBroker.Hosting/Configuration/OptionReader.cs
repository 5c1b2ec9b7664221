using Akka.Configuration;

namespace ActorBroker.Hosting.Configuration;

/// <summary>Reads keys below <c>actorbroker</c>; what is wrong with one is said with its whole name, what it is and what it may be.</summary>
/// <remarks>Each method throws <see cref="ConfigurationException"/>: where the type is wrong, with both types and the place the value comes from.</remarks>
internal sealed class OptionReader(Config config)
{
    private static readonly TimeSpan DurationMax = TimeSpan.FromDays(1);

    public int Int(string key, int least, int most) => (int)Within(key, config.GetInt(Whole(key)), least, most);

    public long Bytes(string key, long least, long most)
    {
        var bytes = config.GetByteSize(Whole(key)) ?? throw Bad(key, "null", "a size in bytes");
        return Within(key, bytes, least, most);
    }

    public bool Flag(string key) => config.GetBoolean(Whole(key));

    public string Text(string key) => config.GetString(Whole(key)) ?? throw Bad(key, "null", "a text");

    public IReadOnlyList<string> Texts(string key) => [.. config.GetStringList(Whole(key))];

    /// <summary><c>HOST:PORT</c>.</summary>
    public ListenAddress Address(string key)
    {
        var text = Text(key);
        return ListenAddress.Parse(text)
            ?? throw Bad(key, $"'{text}'", "HOST:PORT with a port from 0 to 65535, as in 127.0.0.1:9092 or [::1]:9092");
    }

    /// <summary>More than zero, up to a day.</summary>
    public TimeSpan Duration(string key) => DurationOrNever(key) ?? throw Bad(key, "infinite", "a duration");

    /// <summary>More than zero, up to a day; null for <c>infinite</c>.</summary>
    public TimeSpan? DurationOrNever(string key)
    {
        var duration = config.GetTimeSpan(Whole(key));
        if (duration == Timeout.InfiniteTimeSpan)
            return null;

        return duration > TimeSpan.Zero && duration <= DurationMax
            ? duration
            : throw Bad(key, $"{duration.TotalMilliseconds:0.###} ms", "more than zero and up to 1 day");
    }

    /// <summary>A value that is not legal.</summary>
    public static ConfigurationException Bad(string key, string found, string expected) =>
        new($"The key '{Whole(key)}' is {found}, but must be {expected}.");

    /// <summary>A key's whole name.</summary>
    public static string Whole(string key) => $"{ConfigKeys.Root}.{key}";

    private static long Within(string key, long value, long least, long most) =>
        value >= least && value <= most ? value : throw Bad(key, $"{value}", $"from {least} to {most}");
}
