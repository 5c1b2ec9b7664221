namespace ActorBroker.Wire.Generator.Descriptions;

/// <summary>A field's type: a scalar, text, bytes, a struct by its name, or an array of one of these.</summary>
internal sealed class FieldType
{
    private FieldType(WireKind kind, ScalarType? scalar = null, string structName = "", FieldType? element = null)
    {
        Kind = kind;
        Scalar = scalar;
        StructName = structName;
        Element = element;
    }

    public WireKind Kind { get; }

    /// <summary>Set for a scalar.</summary>
    public ScalarType? Scalar { get; }

    /// <summary>Set for a struct.</summary>
    public string StructName { get; }

    /// <summary>Set for an array.</summary>
    public FieldType? Element { get; }

    /// <summary>The struct that the type is or holds, or nothing.</summary>
    public string StructInside => Element is null ? StructName : Element.StructName;

    public bool CanBeNull => Kind != WireKind.Scalar;

    /// <summary>The C# type, without what marks it as nullable.</summary>
    public string ClrType => Kind switch
    {
        WireKind.Scalar => Scalar!.ClrType,
        WireKind.String => "string",
        WireKind.Bytes => "global::System.ReadOnlyMemory<byte>",
        WireKind.Records => "global::ActorBroker.Wire.RecordBytes",
        WireKind.Struct => StructName,
        _ => $"global::ActorBroker.Wire.WireList<{Element!.ClrType}>",
    };

    /// <summary>The least that a value takes on the wire, in bytes; a struct's is known only to its description.</summary>
    public int BytesMin(bool flexible, bool nullable) => Kind switch
    {
        WireKind.Scalar => Scalar!.Bytes,
        WireKind.String => flexible ? 1 : 2,
        WireKind.Struct => nullable ? 1 : 0,
        _ => flexible ? 1 : 4,
    };

    /// <summary>What the type adds at most to an object that has a field of it, in bytes; a wrapped number is aligned to 8.</summary>
    public int SlotBytes => Kind switch
    {
        WireKind.Scalar => Math.Max(8, Scalar!.Bytes),
        WireKind.Bytes => 24,
        WireKind.Records => 32,
        _ => 8,
    };

    public static FieldType ArrayOf(FieldType element) => new(WireKind.Array, element: element);

    /// <summary>The type of this word; a word that names none is taken for a struct's name.</summary>
    public static FieldType Of(string word) => word switch
    {
        "string" => new(WireKind.String),
        "bytes" => new(WireKind.Bytes),
        "records" => new(WireKind.Records),
        _ => ScalarType.Find(word) is { } scalar ? new(WireKind.Scalar, scalar) : new(WireKind.Struct, structName: word),
    };
}
