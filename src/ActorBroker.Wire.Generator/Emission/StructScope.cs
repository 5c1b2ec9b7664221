using ActorBroker.Wire.Generator.Descriptions;

namespace ActorBroker.Wire.Generator.Emission;

/// <summary>A struct inside its message, with the questions that all emitters ask.</summary>
internal sealed class StructScope(MessageDescription message, StructDescription described)
{
    public MessageDescription Message { get; } = message;

    public StructDescription Struct { get; } = described;

    /// <summary>The versions in which the struct occurs and is flexible.</summary>
    public VersionRange Flexible { get; } = message.Flexible.Intersect(described.Versions);

    /// <summary>C# that is true in flexible versions: a literal, or the local that <see cref="DeclareFlexible"/> makes.</summary>
    public string IsFlexible => Flexible.IsEmpty ? "false" : Flexible.Covers(Struct.Versions) ? "true" : "flexible";

    public void DeclareFlexible(CodeText code)
    {
        if (IsFlexible == "flexible")
            code.Line($"var flexible = {VersionTest.In(Flexible, Struct.Versions)};");
    }

    /// <summary>Condition for the field to be in this version; null when it always is.</summary>
    public string? Has(FieldDescription field) => VersionTest.In(field.Versions, Struct.Versions);

    public string FlexibleOf(FieldDescription field) => field.IsClassic ? "false" : IsFlexible;

    public string PathOf(FieldDescription field) => $"\"{Message.ClassName}.{field.Path}\"";

    /// <summary>C# that is true when the value is the default and need not be written, or can be dropped.</summary>
    public static string IsDefault(FieldDescription field) => field.Type.Kind switch
    {
        WireKind.Scalar => $"{field.Name} == {(FieldDefault.Expression(field) is var text && text == "default" ? $"default({field.Type.ClrType})" : text)}",
        WireKind.Records => $"{field.Name}.IsNull",
        _ when field.DefaultsToNull => $"{field.Name} is null",
        WireKind.String => $"{field.Name} is {{ Length: 0 }}",
        WireKind.Bytes => $"{field.Name} is {{ Length: 0 }}",
        WireKind.Array => field.IsNullable ? $"{field.Name} is {{ Count: 0 }}" : $"{BackingField(field)} is null or {{ Count: 0 }}",
        _ => field.IsNullable ? $"{field.Name} is null" : $"({BackingField(field)} is null || {BackingField(field)}.IsDefault)",
    };

    /// <summary>True for a property that makes its object when first asked for it.</summary>
    public static bool IsMadeWhenAsked(FieldDescription field) =>
        field.Type.Kind is WireKind.Array or WireKind.Struct && !field.IsNullable;

    public static string BackingField(FieldDescription field) =>
        "_" + char.ToLowerInvariant(field.Name[0]) + field.Name.Substring(1);

    /// <summary>C# for the least that an element of the type takes on the wire in this version.</summary>
    public string BytesMin(FieldType element, string flexible) => element.Kind == WireKind.Struct
        ? $"{Message.ClassName}.{element.StructName}.BytesMin(version)"
        : flexible switch
        {
            "true" => element.BytesMin(flexible: true, nullable: false).ToString(),
            "false" => element.BytesMin(flexible: false, nullable: false).ToString(),
            _ when element.Kind == WireKind.Scalar => element.Scalar!.Bytes.ToString(),
            _ => $"{flexible} ? {element.BytesMin(flexible: true, nullable: false)} : {element.BytesMin(flexible: false, nullable: false)}",
        };

    /// <summary>What an element of the type takes in memory, its place in the list included, in bytes.</summary>
    public int ElementBytes(FieldType element) => element.Kind switch
    {
        WireKind.Struct => 8 + Message.FindStruct(element.StructName)!.ObjectBytes,
        WireKind.Scalar => element.Scalar!.Bytes,
        _ => element.SlotBytes,
    };

    /// <summary>The least that the struct takes on the wire in one version, in bytes.</summary>
    public static int BytesMin(MessageDescription message, StructDescription described, int version)
    {
        var flexible = message.Flexible.Contains(version);
        return (flexible ? 1 : 0) + described.Ordinary.Where(field => field.Versions.Contains(version)).Sum(Least);

        int Least(FieldDescription field) => field.Type.Kind == WireKind.Struct && !field.Nullable.Contains(version)
            ? BytesMin(message, message.FindStruct(field.Type.StructName)!, version)
            : field.Type.BytesMin(flexible && !field.IsClassic, field.Nullable.Contains(version));
    }

    /// <summary>The struct's versions, joined while the least length stays the same: (last version, least length).</summary>
    public IEnumerable<(int Last, int Bytes)> BytesMinByVersion()
    {
        var first = Struct.Versions.First;
        for (var version = first; version <= Struct.Versions.Last; version++)
        {
            var bytes = BytesMin(Message, Struct, version);
            if (version == Struct.Versions.Last || BytesMin(Message, Struct, version + 1) != bytes)
                yield return (version, bytes);
        }
    }
}
