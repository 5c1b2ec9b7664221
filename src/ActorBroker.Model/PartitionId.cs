using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ActorBroker.Model;

/// <summary>One partition of one topic, named by ids only, so that no client-chosen text reaches a path or an actor's name.</summary>
public readonly record struct PartitionId(TopicId Topic, PartitionIndex Index)
{
    private const int TopicDigits = 32;

    /// <summary>The id in text: topic id, a hyphen, the partition's number. The name of the replica's directory.</summary>
    public override string ToString() => $"{Topic}-{Index}";

    /// <summary>Reads what <see cref="ToString"/> wrote; false for any other text, also for another spelling of the same id.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PartitionId id)
    {
        id = default;
        if (text is null || text.Length < TopicDigits + 2 || text[TopicDigits] != '-')
            return false;
        if (!Guid.TryParseExact(text.AsSpan(0, TopicDigits), "n", out var topic)
            || !int.TryParse(text.AsSpan(TopicDigits + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            return false;

        id = new PartitionId(new TopicId(topic), new PartitionIndex(index));
        return id.ToString() == text;
    }
}
