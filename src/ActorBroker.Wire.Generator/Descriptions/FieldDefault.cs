using System.Globalization;

namespace ActorBroker.Wire.Generator.Descriptions;

/// <summary>A field's default: what its line says, as C#.</summary>
internal static class FieldDefault
{
    /// <exception cref="DescriptionException">The default is not one of the field's type.</exception>
    public static void Check(FieldDescription field)
    {
        if (field.Default is null)
            return;
        if (field.Default == "null")
        {
            if (!field.Nullable.Covers(field.Versions) && field.Tag is not null)
                throw new DescriptionException(field.Place, $"the tagged field {field.Name} is null by default and must be nullable in all its versions");
            if (!field.IsNullable)
                throw new DescriptionException(field.Place, $"{field.Name} is null by default and not nullable");
            return;
        }

        if (field.Type.Kind != WireKind.Scalar)
            throw new DescriptionException(field.Place, $"{field.Name} has the default '{field.Default}'; other than numbers have 'null' or none");
        if (!Fits(field.Type.Scalar!, field.Default))
            throw new DescriptionException(field.Place, $"'{field.Default}' is no {field.Type.Scalar!.Word}");
    }

    /// <summary>The value of a new object's property; null is written so, and nothing where C#'s own default serves.</summary>
    public static string Expression(FieldDescription field) => field.Type.Kind switch
    {
        _ when field.DefaultsToNull => field.Type.Kind == WireKind.Records ? "default" : "null",
        WireKind.Scalar => ScalarExpression(field),
        WireKind.String => "\"\"",
        WireKind.Bytes => field.IsNullable ? "global::System.ReadOnlyMemory<byte>.Empty" : "default",
        _ => "null",
    };

    private static string ScalarExpression(FieldDescription field)
    {
        var scalar = field.Type.Scalar!;
        return field.Default is { } text ? scalar.Wrap(text[0] != '-' ? text : $"({text})") : "default";
    }

    private static bool Fits(ScalarType scalar, string text)
    {
        if (scalar.Method == "Bool")
            return text is "true" or "false";
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return false;

        return scalar.Method switch
        {
            "Int8" => number is >= sbyte.MinValue and <= sbyte.MaxValue,
            "Int16" => number is >= short.MinValue and <= short.MaxValue,
            "UInt16" => number is >= 0 and <= ushort.MaxValue,
            "Int32" => number is >= int.MinValue and <= int.MaxValue,
            "Int64" => true,
            _ => false,
        };
    }
}
