using System.Globalization;

namespace ActorBroker.Broker.Doors;

/// <summary>One entry of a topic's configuration, under Kafka's name.</summary>
/// <param name="Name">The name.</param>
/// <param name="BrokerName">The name of the broker's entry that gives it its default.</param>
/// <param name="Type">The type of its value.</param>
/// <param name="Default">The value that holds where nobody set one.</param>
/// <param name="Documentation">What it does, with unit and range.</param>
public sealed record ConfigDefinition(string Name, string BrokerName, ConfigType Type, string Default, string Documentation)
{
    /// <summary>True when the value holds from a broker's start to the next; false when it can be changed while brokers run.</summary>
    public bool IsFixed { get; init; }

    /// <summary>The smallest number; not for words.</summary>
    public long Least { get; init; } = long.MinValue;

    /// <summary>The largest number; not for words.</summary>
    public long Most { get; init; } = long.MaxValue;

    /// <summary>The words that the value, or each of its list, may be; empty for any.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The words of a list.</summary>
    public static IReadOnlyList<string> Split(string list) => list.Split(',', StringSplitOptions.TrimEntries);

    /// <summary>What is wrong with a value, in a sentence; null when it is legal.</summary>
    public string? Judge(string value)
    {
        if (Type == ConfigType.Text)
            return Words.Count == 0 || Words.Contains(value) ? null : $"{Name} is '{value}', but must be one of {string.Join(", ", Words)}.";
        if (Type == ConfigType.WordList)
            return Split(value).All(Words.Contains) ? null : $"{Name} is '{value}', but must be one or more of {string.Join(", ", Words)}.";
        if (Type == ConfigType.Boolean)
            return bool.TryParse(value, out _) ? null : $"{Name} is '{value}', but must be true or false.";
        if (Type == ConfigType.Fraction)
            return JudgeFraction(value);
        if (!long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return $"{Name} is '{value}', but must be a number.";
        return number >= Least && number <= Most ? null : $"{Name} is {number}, but must be from {Least} to {Most}.";
    }

    private string? JudgeFraction(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= Least && number <= Most
            ? null
            : $"{Name} is '{value}', but must be a number from {Least} to {Most}.";
}
