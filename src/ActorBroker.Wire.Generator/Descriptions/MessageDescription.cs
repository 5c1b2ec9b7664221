namespace ActorBroker.Wire.Generator.Descriptions;

/// <summary>One message in all its versions.</summary>
internal sealed class MessageDescription(MessageRole role, string name, StructDescription body)
{
    public MessageRole Role { get; } = role;

    /// <summary>The API's name for requests and responses, else the message's own.</summary>
    public string Name { get; } = name;

    /// <summary>The API's key for requests and responses, the record's type for one of an internal topic, else -1.</summary>
    public int Key { get; set; } = -1;

    /// <summary>All versions that are described.</summary>
    public VersionRange Versions { get; set; }

    /// <summary>The versions with compact lengths and tagged fields; none for a message that has no such version.</summary>
    public VersionRange Flexible { get; set; } = VersionRange.None;

    public StructDescription Body { get; } = body;

    /// <summary>The structs in it, in the order in which they were described.</summary>
    public List<StructDescription> Structs { get; } = [];

    public string ClassName => Body.Name;

    /// <summary>True when decoded values are slices of the frame, which then has to outlive them.</summary>
    public bool HoldsFrame =>
        Structs.Append(Body).SelectMany(described => described.Fields)
            .Any(each => (each.Type.Element ?? each.Type).Kind is WireKind.Bytes or WireKind.Records);

    public StructDescription? FindStruct(string name) => Structs.FirstOrDefault(described => described.Name == name);
}
