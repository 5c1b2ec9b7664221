using ActorBroker.Wire.Generator.Descriptions;

namespace ActorBroker.Wire.Generator.Emission;

/// <summary>
/// The methods that measure and write a struct. Both follow one walk over its fields; <paramref name="isMeasuring"/> says which it is.
/// </summary>
internal sealed class WriteEmitter(CodeText code, StructScope scope, bool isMeasuring)
{
    public void Emit()
    {
        code.Blank();
        code.Line("/// <inheritdoc/>");
        code.Open(isMeasuring
            ? "public void Measure(ref global::ActorBroker.Wire.WireSize size, short version)"
            : "public void Write(ref global::ActorBroker.Wire.WireWriter writer, short version)");
        if (isMeasuring)
            EmitRefusals();
        scope.DeclareFlexible(code);
        foreach (var field in scope.Struct.Ordinary)
            EmitField(field);
        if (!scope.Flexible.IsEmpty)
            EmitTags();
        code.Close();
    }

    // A value that the version has no room for is refused, unless it may be dropped.
    private void EmitRefusals()
    {
        foreach (var field in scope.Struct.Fields)
        {
            if (!field.IsIgnorable && scope.Has(field) is not null)
            {
                code.When(
                    $"{VersionTest.Outside(field.Versions, scope.Struct.Versions)} && !({StructScope.IsDefault(field)})",
                    $"throw global::ActorBroker.Wire.UnwritableMessageException.NoSuchField({scope.PathOf(field)}, version);");
            }
        }
    }

    private void EmitField(FieldDescription field)
    {
        var has = scope.Has(field);
        if (field.Type.Kind is WireKind.Array or WireKind.Struct)
        {
            code.Open(has is null ? "" : $"if ({has})");
            EmitValue(field, isMeasuring, "size");
            code.Close();
            return;
        }

        code.When(has, SimpleStatement(field.Name, field, field.Type, isMeasuring, "size"));
    }

    private void EmitValue(FieldDescription field, bool measures, string size)
    {
        switch (field.Type.Kind)
        {
            case WireKind.Array:
                EmitArray(field, measures, size);
                break;
            case WireKind.Struct:
                EmitStruct(field, measures, size);
                break;
            default:
                code.Line(SimpleStatement(field.Name, field, field.Type, measures, size));
                break;
        }
    }

    private void EmitStruct(FieldDescription field, bool measures, string size)
    {
        var call = measures ? $"Measure(ref {size}, version)" : "Write(ref writer, version)";
        if (!field.IsNullable)
        {
            code.Line($"{field.Name}.{call};");
            return;
        }

        code.Line(measures
            ? $"{size}.AddPresence({field.Name} is not null, {MayBeNull(field)}, {scope.PathOf(field)}, version);"
            : $"writer.WritePresence({field.Name} is not null, {MayBeNull(field)});");
        code.Line($"{field.Name}?.{call};");
    }

    private void EmitArray(FieldDescription field, bool measures, string size)
    {
        var element = field.Type.Element!;
        var flexible = scope.FlexibleOf(field);
        code.Line($"var list = {(field.IsNullable ? field.Name : StructScope.BackingField(field))};");
        var count = field.IsNullable ? "list?.Count ?? -1" : "list?.Count ?? 0";
        code.Line(measures
            ? $"{size}.AddCount({count}, {flexible}, {MayBeNull(field)}, {scope.PathOf(field)}, version);"
            : $"writer.WriteCount({count}, {flexible});");
        if (measures && element.Kind == WireKind.Scalar)
        {
            code.Line($"{size}.Add((list?.Count ?? 0) * {element.Scalar!.Bytes});");
            return;
        }

        code.Open("for (var index = 0; list is not null && index < list.Count; index++)");
        code.Line(element.Kind == WireKind.Struct
            ? measures ? $"list[index].Measure(ref {size}, version);" : "list[index].Write(ref writer, version);"
            : SimpleStatement("list[index]", field, element, measures, size));
        code.Close();
    }

    private string SimpleStatement(string value, FieldDescription field, FieldType type, bool measures, string size)
    {
        var flexible = scope.FlexibleOf(field);
        if (type.Kind == WireKind.Scalar)
            return measures ? $"{size}.Add({type.Scalar!.Bytes});" : $"writer.Write{type.Scalar!.Method}({type.Scalar.Unwrap(value)});";

        var mayBeNull = type == field.Type ? MayBeNull(field) : "false";
        return measures
            ? $"{size}.Add{type.Kind}({value}, {flexible}, {mayBeNull}, {scope.PathOf(field)}, version);"
            : $"writer.Write{type.Kind}({value}, {flexible});";
    }

    private static string MayBeNull(FieldDescription field) =>
        !field.IsNullable ? "false" : VersionTest.In(field.Nullable, field.Versions) ?? "true";

    private void EmitTags()
    {
        var tagged = scope.Struct.Tagged.ToList();
        code.Open(scope.IsFlexible == "true" ? "" : "if (flexible)");
        foreach (var field in tagged)
        {
            var has = VersionTest.Both(VersionTest.In(field.Versions, scope.Flexible), $"!({StructScope.IsDefault(field)})");
            code.Line($"var hasTag{field.Tag} = {has};");
        }

        var count = tagged.Count == 0 ? "0" : string.Join(" + ", tagged.Select(field => $"(hasTag{field.Tag} ? 1 : 0)"));
        code.Line(isMeasuring ? $"size.AddUnsignedVarint((uint)({count}));" : $"writer.WriteUnsignedVarint((uint)({count}));");
        foreach (var field in tagged)
        {
            code.Open($"if (hasTag{field.Tag})");
            code.Line("var content = new global::ActorBroker.Wire.WireSize();");
            EmitBlock(field, measures: true);
            code.Line(isMeasuring ? $"size.AddTag({field.Tag}, content);" : $"writer.WriteTag({field.Tag}, content);");
            if (!isMeasuring)
                EmitBlock(field, measures: false);
            code.Close();
        }

        code.Close();
    }

    private void EmitBlock(FieldDescription field, bool measures)
    {
        code.Open("");
        EmitValue(field, measures, "content");
        code.Close();
    }
}
