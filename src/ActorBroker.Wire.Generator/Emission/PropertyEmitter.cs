using ActorBroker.Wire.Generator.Descriptions;

namespace ActorBroker.Wire.Generator.Emission;

/// <summary>A struct's properties, and what puts them back to their defaults or asks whether they have them.</summary>
internal static class PropertyEmitter
{
    public static void EmitProperties(CodeText code, StructScope scope)
    {
        foreach (var field in scope.Struct.Fields.Where(StructScope.IsMadeWhenAsked))
            code.Line($"private {field.Type.ClrType}? {StructScope.BackingField(field)};");
        foreach (var field in scope.Struct.Fields)
        {
            code.Blank();
            code.Summary(field.Meaning + Where(scope, field));
            EmitProperty(code, field);
        }
    }

    public static void EmitClear(CodeText code, StructScope scope)
    {
        code.Blank();
        code.Line("/// <inheritdoc/>");
        code.Open("public void Clear()");
        foreach (var field in scope.Struct.Fields)
            code.Line(ClearStatement(field));
        code.Close();
    }

    public static void EmitIsDefault(CodeText code, StructScope scope)
    {
        var conditions = scope.Struct.Fields.Select(field => $"({StructScope.IsDefault(field)})");
        code.Blank();
        code.Line($"internal bool IsDefault => {string.Join(" && ", conditions)};");
    }

    private static string Where(StructScope scope, FieldDescription field)
    {
        var versions = field.Versions.Covers(scope.Message.Versions) ? "" : $" Versions {field.Versions}.";
        var nullable = !field.IsNullable || field.Nullable.Covers(field.Versions) ? "" : $" Null only in versions {field.Nullable}.";
        return versions + nullable;
    }

    private static void EmitProperty(CodeText code, FieldDescription field)
    {
        var type = field.Type.ClrType + (field.IsNullable && field.Type.Kind != WireKind.Records ? "?" : "");
        if (StructScope.IsMadeWhenAsked(field))
        {
            var backing = StructScope.BackingField(field);
            code.Line($"public {type} {field.Name} {{ get => {backing} ??= new(); set => {backing} = value; }}");
            return;
        }

        var initial = InitialValue(field);
        code.Line($"public {type} {field.Name} {{ get; set; }}" + (initial is "null" or "default" ? "" : $" = {initial};"));
    }

    private static string InitialValue(FieldDescription field) =>
        field.Type.Kind == WireKind.Array && !field.DefaultsToNull ? "new()" : FieldDefault.Expression(field);

    private static string ClearStatement(FieldDescription field)
    {
        if (StructScope.IsMadeWhenAsked(field))
            return $"{StructScope.BackingField(field)}?.Clear();";
        return field.Type.Kind == WireKind.Array && !field.DefaultsToNull
            ? $"({field.Name} ??= new()).Clear();"
            : $"{field.Name} = {InitialValue(field)};";
    }
}
