namespace ActorBroker.Wire.Generator.Descriptions;

/// <summary>Fills in what a message's lines leave to be inferred, and refuses what contradicts itself.</summary>
internal static class DescriptionRules
{
    private const int DepthMax = 16;

    /// <exception cref="DescriptionException">The first contradiction.</exception>
    public static void Complete(MessageDescription message, TermList terms)
    {
        if (message.Body.Meaning.Length == 0)
            throw new DescriptionException(message.Body.Place, "what the message is for is not said; a line that begins with '--' below its head does");

        SpreadVersions(message, message.Body, message.Versions, "", 0);
        foreach (var described in message.Structs.Append(message.Body))
        {
            if (described.Versions.IsEmpty)
                throw new DescriptionException(described.Place, $"the struct {described.Name} is used nowhere");
            CheckNames(message, described);
            CheckTags(described);
            foreach (var field in described.Fields)
                CompleteField(message, described, field, terms);
        }
    }

    // A struct exists in the versions in which something of its type does. One that occurs twice is named by itself in faults.
    private static void SpreadVersions(MessageDescription message, StructDescription described, VersionRange versions, string path, int depth)
    {
        if (depth > DepthMax)
            throw new DescriptionException(described.Place, $"the struct {described.Name} holds itself");

        var isFirstUse = described.Versions.IsEmpty;
        described.Versions = described.Versions.Hull(versions);
        foreach (var field in described.Fields)
        {
            field.Path = (isFirstUse ? path : described.Name + ".") + field.Name;
            if (field.Type.StructInside is not { Length: > 0 } name)
                continue;

            var inner = message.FindStruct(name)
                ?? throw new DescriptionException(field.Place, $"there is no type and no struct {name}");
            var below = field.Path + (field.Type.Kind == WireKind.Array ? "[]." : ".");
            SpreadVersions(message, inner, field.Versions.Intersect(versions), below, depth + 1);
        }
    }

    private static void CheckNames(MessageDescription message, StructDescription described)
    {
        var seen = new HashSet<string> { described.Name };
        foreach (var field in described.Fields)
        {
            if (!char.IsUpper(field.Name[0]))
                throw new DescriptionException(field.Place, $"the name {field.Name} begins with a small letter");
            if (!seen.Add(field.Name))
                throw new DescriptionException(field.Place, $"the name {field.Name} is taken in {described.Name}");
            if (described == message.Body && message.FindStruct(field.Name) is not null)
                throw new DescriptionException(field.Place, $"the field {field.Name} and a struct have one name");
        }
    }

    private static void CheckTags(StructDescription described)
    {
        var expected = 0;
        foreach (var field in described.Tagged)
        {
            if (field.Tag != expected)
                throw new DescriptionException(field.Place, $"tag {expected} of {described.Name} is missing or there twice; tags count up from 0");
            expected++;
        }
    }

    private static void CompleteField(MessageDescription message, StructDescription described, FieldDescription field, TermList terms)
    {
        field.Versions = Within(field, field.Versions, described.Versions, "the field");
        field.Nullable = field.IsNullable ? Within(field, field.Nullable, field.Versions, "null") : VersionRange.None;
        if (field.Meaning.Length == 0)
            field.Meaning = terms.Find(field.Name);
        if (field.Meaning.Length == 0)
            throw new DescriptionException(field.Place, $"what {field.Name} means is said neither here, behind '--', nor among the terms");
        if (field.Tag is not null && !message.Flexible.Covers(field.Versions))
            throw new DescriptionException(field.Place, $"{field.Name} has a tag in versions {field.Versions}, but only {message.Flexible} are flexible");
        if (field.IsNullable && !field.Type.CanBeNull)
            throw new DescriptionException(field.Place, $"{field.Name} cannot be null: it is a number");
        if (field.IsClassic && field.Type.Kind != WireKind.String)
            throw new DescriptionException(field.Place, $"{field.Name} is no string, so it has no classic form");
        FieldDefault.Check(field);
    }

    private static VersionRange Within(FieldDescription field, VersionRange said, VersionRange outer, string what)
    {
        var range = said.Last == VersionRange.Open ? new VersionRange(said.First, outer.Last) : said;
        if (said.First == 0 && said.Last == VersionRange.Open)
            range = outer;
        return !range.IsEmpty && outer.Covers(range)
            ? range
            : throw new DescriptionException(field.Place, $"{what} is in versions {said} of {field.Name}, but there are only {outer}");
    }
}
