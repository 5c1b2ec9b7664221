using ActorBroker.Wire.Generator.Descriptions;

namespace ActorBroker.Wire.Generator.Emission;

/// <summary>The method that reads a struct.</summary>
internal sealed class ReadEmitter(CodeText code, StructScope scope)
{
    public void Emit()
    {
        EmitBytesMin();
        code.Blank();
        code.Line("/// <inheritdoc/>");
        code.Open("public void Read(ref global::ActorBroker.Wire.WireReader reader, short version)");
        scope.DeclareFlexible(code);
        foreach (var field in scope.Struct.Ordinary)
            EmitField(field);
        if (!scope.Flexible.IsEmpty)
            EmitTags();
        code.Close();
    }

    private void EmitBytesMin()
    {
        var byVersion = scope.BytesMinByVersion().ToList();
        var arms = byVersion.Select((least, index) => index == byVersion.Count - 1 ? $"_ => {least.Bytes}" : $"<= {least.Last} => {least.Bytes}");
        code.Blank();
        code.Line("/// <summary>The least that it takes on the wire in this version, in bytes.</summary>");
        code.Line("internal static int BytesMin(short version) => " + (byVersion.Count == 1
            ? $"{byVersion[0].Bytes};"
            : $"version switch {{ {string.Join(", ", arms)} }};"));
    }

    private void EmitField(FieldDescription field)
    {
        var has = scope.Has(field);
        if (field.Type.Kind is WireKind.Array or WireKind.Struct)
        {
            code.Open(has is null ? "" : $"if ({has})");
            EmitValue(field);
            code.Close();
            return;
        }

        code.When(has, $"{field.Name} = {SimpleValue(field, field.Type)};");
    }

    private void EmitValue(FieldDescription field)
    {
        switch (field.Type.Kind)
        {
            case WireKind.Array:
                EmitArray(field);
                break;
            case WireKind.Struct:
                EmitStruct(field);
                break;
            default:
                code.Line($"{field.Name} = {SimpleValue(field, field.Type)};");
                break;
        }
    }

    private void EmitStruct(FieldDescription field)
    {
        code.Line($"reader.Charge({scope.ElementBytes(field.Type)}, {scope.PathOf(field)});");
        if (field.IsNullable)
            code.Line($"{field.Name} = reader.ReadPresence({MayBeNull(field)}, {scope.PathOf(field)}) ? new() : null;");
        code.Line($"{field.Name}{(field.IsNullable ? "?" : "")}.Read(ref reader, version);");
    }

    private void EmitArray(FieldDescription field)
    {
        var element = field.Type.Element!;
        var flexible = scope.FlexibleOf(field);
        code.Line($"var count = reader.ReadCount({flexible}, {MayBeNull(field)}, {scope.BytesMin(element, flexible)}, {scope.ElementBytes(element)}, {scope.PathOf(field)});");
        if (field.IsNullable)
        {
            code.Line($"{field.Name} = count < 0 ? null : new();");
            code.Open("if (count > 0)");
            code.Line($"var list = {field.Name}!;");
        }
        else
        {
            code.Line($"{StructScope.BackingField(field)}?.Clear();");
            code.Open("if (count > 0)");
            code.Line($"var list = {field.Name};");
        }

        code.Line("list.Reserve(count);");
        code.Line("for (var index = 0; index < count; index++)");
        code.Line(element.Kind == WireKind.Struct
            ? "    global::ActorBroker.Wire.WireLists.AddNew(list).Read(ref reader, version);"
            : $"    list.Add({SimpleValue(field, element)});");
        code.Close();
    }

    private string SimpleValue(FieldDescription field, FieldType type)
    {
        var path = scope.PathOf(field);
        var flexible = scope.FlexibleOf(field);
        if (type.Kind == WireKind.Scalar)
            return type.Scalar!.Wrap($"reader.Read{type.Scalar.Method}({path})");

        // The elements of an array are never null; the array itself is what a nullable field may lack.
        var mayBeNull = type == field.Type ? MayBeNull(field) : "false";
        return type.Kind switch
        {
            WireKind.Records => $"reader.ReadRecords({flexible}, {mayBeNull}, {path})",
            _ when mayBeNull == "false" => $"reader.Read{type.Kind}({flexible}, {path})",
            _ => $"reader.ReadNullable{type.Kind}({flexible}, {mayBeNull}, {path})",
        };
    }

    private static string MayBeNull(FieldDescription field) =>
        !field.IsNullable ? "false" : VersionTest.In(field.Nullable, field.Versions) ?? "true";

    private void EmitTags()
    {
        var path = $"\"{scope.Message.ClassName}.{scope.Struct.Name}.tags\"";
        var tagged = scope.Struct.Tagged.ToList();
        if (tagged.Count == 0)
        {
            code.When(scope.IsFlexible == "true" ? null : "flexible", $"reader.SkipTags({path});");
            return;
        }

        code.Open(scope.IsFlexible == "true" ? "" : "if (flexible)");
        code.Open($"for (var left = reader.ReadTagCount({path}); left > 0; left--)");
        code.Line($"var tag = reader.ReadTag(out var end, {path});");
        code.Open("switch (tag)");
        foreach (var field in tagged)
        {
            var condition = VersionTest.In(field.Versions, scope.Flexible);
            code.Open($"case {field.Tag}{(condition is null ? "" : $" when {condition}")}:");
            EmitValue(field);
            code.Line($"reader.EndTag(end, {scope.PathOf(field)});");
            code.Line("break;");
            code.Close();
        }

        code.Line("default:");
        code.Line("    reader.SkipTo(end);");
        code.Line("    break;");
        code.Close();
        code.Close();
        code.Close();
    }
}
