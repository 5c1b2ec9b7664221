namespace ActorBroker.Wire.Generator.Descriptions;

/// <summary>
/// Reads a field's line: <c>Name: type [versions] [nullable versions] [tag N] [= default] [ignorable] [classic] [-- meaning]</c>.
/// </summary>
internal static class FieldLine
{
    public static FieldDescription Read(LineScanner line)
    {
        var place = line.Here;
        var name = line.TakeName("a field's name");
        line.Take(":");
        var field = new FieldDescription(place, name, ReadType(line));
        if (line.StartsWithDigit())
            field.Versions = line.TakeVersions();
        while (!line.IsAtEnd)
        {
            if (line.TryTake("--"))
                field.Meaning = line.TakeRest();
            else if (line.TryTake("="))
                field.Default = line.TakeLiteral("a default");
            else
                ReadAttribute(line, field);
        }

        return field;
    }

    private static FieldType ReadType(LineScanner line) => line.TryTake("[]")
        ? FieldType.ArrayOf(FieldType.Of(line.TakeName("the type of the elements")))
        : FieldType.Of(line.TakeName("a type"));

    private static void ReadAttribute(LineScanner line, FieldDescription field)
    {
        var place = line.Here;
        switch (line.TakeName("an attribute of the field"))
        {
            case "nullable":
                field.Nullable = line.StartsWithDigit() ? line.TakeVersions() : field.Versions;
                break;
            case "tag":
                field.Tag = line.TakeNumber("the tag");
                break;
            case "ignorable":
                field.IsIgnorable = true;
                break;
            case "classic":
                field.IsClassic = true;
                break;
            case var other:
                throw new DescriptionException(place, $"a field has no attribute '{other}'");
        }
    }
}
