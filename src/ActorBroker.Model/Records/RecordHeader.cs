namespace ActorBroker.Model.Records;

/// <summary>A header to be written (KIP-82).</summary>
public readonly struct RecordHeader
{
    /// <param name="key">The name; not null, not unique in its record, at best short.</param>
    /// <param name="value">The value; null for none, which is not the same as empty.</param>
    public RecordHeader(string key, byte[]? value)
    {
        ArgumentNullException.ThrowIfNull(key);
        Key = key;
        Value = value;
    }

    /// <summary>The name.</summary>
    public string Key { get; }

    /// <summary>The value; null for none.</summary>
    public byte[]? Value { get; }
}
