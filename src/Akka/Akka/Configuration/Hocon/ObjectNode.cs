namespace Akka.Configuration.Hocon;

/// <summary>Keys and their values, in the order in which they were first written. Only the parser of its document adds to it.</summary>
internal sealed class ObjectNode(Origin origin) : Node(origin)
{
    private readonly Dictionary<string, Node> _fields = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Node> Fields => _fields;

    public override string Kind => "object";

    /// <summary>A new object with the fields of both; where both have a key, <paramref name="top"/> lies over <paramref name="below"/>.</summary>
    public static ObjectNode Merge(ObjectNode top, ObjectNode below)
    {
        var merged = new ObjectNode(top.Origin);
        foreach (var (key, value) in below._fields)
            merged._fields[key] = top._fields.TryGetValue(key, out var over) ? Merge(over, value) : value;
        foreach (var (key, value) in top._fields)
            merged._fields.TryAdd(key, value);
        return merged;
    }

    /// <summary>Lays a value over what this object holds at a path of one or more keys.</summary>
    public void Put(ReadOnlySpan<string> path, Node value)
    {
        var owner = this;
        for (; path.Length > 1; path = path[1..])
            owner = owner.OwnChild(path[0], value.Origin);
        owner.Put(path[0], value);
    }

    public void Put(string key, Node value)
    {
        if (!_fields.TryGetValue(key, out var present))
            _fields[key] = value;
        else if (value is ObjectNode over && ObjectOf(present) is { } target)
            target.Absorb(over);
        else
            _fields[key] = Merge(value, present);
    }

    /// <summary>Lays every field of another object over this one's.</summary>
    public void Absorb(ObjectNode top)
    {
        foreach (var (key, value) in top._fields)
            Put(key, value);
    }

    // Adding in place keeps a document that names one section line by line linear in its length.
    private ObjectNode OwnChild(string key, Origin origin)
    {
        if (_fields.TryGetValue(key, out var present) && ObjectOf(present) is { } child)
            return child;

        var created = new ObjectNode(origin);
        _fields[key] = present is null ? created : Merge(created, present);
        return created;
    }

    private static ObjectNode? ObjectOf(Node node) => node as ObjectNode ?? (node as StackNode)?.Top as ObjectNode;
}
