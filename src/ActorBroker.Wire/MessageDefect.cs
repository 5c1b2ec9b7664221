namespace ActorBroker.Wire;

/// <summary>What can be wrong with the bytes of a message.</summary>
public enum MessageDefect
{
    /// <summary>The bytes end inside a value.</summary>
    Truncated,

    /// <summary>A length or count is negative, and not the one that stands for null.</summary>
    NegativeLength,

    /// <summary>Null where the version has no null.</summary>
    NullNotAllowed,

    /// <summary>A length runs past the end of the bytes.</summary>
    LengthBeyondEnd,

    /// <summary>An array counts more elements than could lie in the bytes that are left.</summary>
    CountBeyondEnd,

    /// <summary>A variable-length number takes more than 5 bytes, or more than 32 bits.</summary>
    VarintTooLong,

    /// <summary>A string is longer than 32,767 bytes.</summary>
    StringTooLong,

    /// <summary>A string is not UTF-8.</summary>
    NotUtf8,

    /// <summary>A tagged field's content is longer or shorter than its size says.</summary>
    TagSizeWrong,

    /// <summary>The message would take more memory than its bytes are allowed to cause; see <see cref="WireLimits"/>.</summary>
    TooMuchMemory,

    /// <summary>A message that carries its version has one that is not described.</summary>
    UnknownVersion,
}
