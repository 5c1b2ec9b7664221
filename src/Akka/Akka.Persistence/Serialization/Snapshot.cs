namespace Akka.Persistence.Serialization;

/// <summary>A snapshot as it is serialized: whatever the actor saved, by the serializer bound to its type.</summary>
public sealed class Snapshot(object data)
{
    /// <summary>What the actor saved.</summary>
    public object Data { get; } = data;
}
