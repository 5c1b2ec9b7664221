namespace ActorBroker.Broker.Doors;

/// <summary>The type of an entry's value, by the numbers of DescribeConfigs (key 32).</summary>
public enum ConfigType : sbyte
{
    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean = 1,

    /// <summary>Text, or one of a few words.</summary>
    Text = 2,

    /// <summary>A number of 32 bits.</summary>
    Number32 = 3,

    /// <summary>A number of 64 bits.</summary>
    Number64 = 5,

    /// <summary>A number with a fraction.</summary>
    Fraction = 6,

    /// <summary>Words, with commas between them.</summary>
    WordList = 7,
}
