namespace ActorBroker.Server.Remote;

/// <summary>An entry of a topic's or a broker's configuration.</summary>
/// <param name="Name">Kafka's name of it.</param>
/// <param name="Value">The value that holds; null where there is none, or it is secret.</param>
/// <param name="Source">Where the value comes from.</param>
/// <param name="Type">The value's type; null when the broker does not tell.</param>
/// <param name="ReadOnly">True when it can only be changed in the broker's configuration file.</param>
/// <param name="Sensitive">True when the value is secret.</param>
/// <param name="Documentation">What it is for; null when the broker does not tell.</param>
/// <param name="Synonyms">The values that it could have, the strongest first.</param>
internal sealed record ConfigEntry(
    string Name, string? Value, ConfigSource Source, string? Type, bool ReadOnly, bool Sensitive, string? Documentation, IReadOnlyList<ConfigSynonym> Synonyms)
{
    /// <summary>True when somebody chose the value.</summary>
    public bool IsChosen => Source is not (ConfigSource.Default or ConfigSource.Unknown);
}
