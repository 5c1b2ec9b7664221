namespace ActorBroker.Wire.Generator.Descriptions;

/// <summary>
/// A type of fixed length: its word in descriptions, how the reader and writer call what lies on the wire, and the C# type that a
/// message gives to its users. Some words name one of our own types, which is a number or a uuid on the wire.
/// </summary>
internal sealed class ScalarType
{
    private static readonly ScalarType[] All =
    [
        new("bool", "Bool", "bool", 1),
        new("int8", "Int8", "sbyte", 1),
        new("int16", "Int16", "short", 2),
        new("uint16", "UInt16", "ushort", 2),
        new("int32", "Int32", "int", 4),
        new("int64", "Int64", "long", 8),
        new("float64", "Float64", "double", 8),
        new("uuid", "Uuid", "global::System.Guid", 16),
        new("error", "Int16", "global::ActorBroker.Model.ErrorCode", 2, isEnum: true),
        new("offset", "Int64", "global::ActorBroker.Model.Offset", 8, isWrapped: true),
        new("leaderEpoch", "Int32", "global::ActorBroker.Model.LeaderEpoch", 4, isWrapped: true),
        new("producerId", "Int64", "global::ActorBroker.Model.ProducerId", 8, isWrapped: true),
        new("producerEpoch", "Int16", "global::ActorBroker.Model.ProducerEpoch", 2, isWrapped: true),
        new("broker", "Int32", "global::ActorBroker.Model.BrokerId", 4, isWrapped: true),
        new("partition", "Int32", "global::ActorBroker.Model.PartitionIndex", 4, isWrapped: true),
        new("topicId", "Uuid", "global::ActorBroker.Model.TopicId", 16, isWrapped: true),
    ];

    private static readonly Dictionary<string, ScalarType> ByWord = All.ToDictionary(type => type.Word);

    private readonly bool _isWrapped;
    private readonly bool _isEnum;

    private ScalarType(string word, string method, string clrType, int bytes, bool isWrapped = false, bool isEnum = false)
    {
        Word = word;
        Method = method;
        ClrType = clrType;
        Bytes = bytes;
        _isWrapped = isWrapped;
        _isEnum = isEnum;
    }

    /// <summary>What descriptions call it.</summary>
    public string Word { get; }

    /// <summary>What follows <c>Read</c> and <c>Write</c> in the names of the methods for it.</summary>
    public string Method { get; }

    /// <summary>The property's type.</summary>
    public string ClrType { get; }

    /// <summary>How long it is, on the wire and in memory.</summary>
    public int Bytes { get; }

    public static ScalarType? Find(string word) => ByWord.TryGetValue(word, out var type) ? type : null;

    /// <summary>The property's value, made of an expression for what lies on the wire.</summary>
    public string Wrap(string wire) => _isWrapped ? $"new {ClrType}({wire})" : _isEnum ? $"({ClrType}){wire}" : wire;

    /// <summary>What lies on the wire, made of an expression for the property's value.</summary>
    public string Unwrap(string value) => _isWrapped ? $"{value}.Value" : _isEnum ? $"(short){value}" : value;
}
