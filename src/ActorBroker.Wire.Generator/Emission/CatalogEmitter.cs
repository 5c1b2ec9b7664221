namespace ActorBroker.Wire.Generator.Emission;

/// <summary>The source of the enum of API keys, and of the list of all APIs.</summary>
internal static class CatalogEmitter
{
    public static string Emit(IEnumerable<CatalogEntry> entries)
    {
        var ordered = entries.OrderBy(entry => entry.Key).ToList();
        var code = new CodeText();
        code.Line("namespace ActorBroker.Wire;");
        code.Blank();
        EmitKeys(code, ordered);
        code.Blank();
        EmitList(code, ordered);
        return MessageEmitter.Header + code;
    }

    private static void EmitKeys(CodeText code, List<CatalogEntry> entries)
    {
        code.Summary("What a request is for, by its number on the wire. Holds the APIs that are described here; a client may send any number at all.");
        code.Open("public enum ApiKey : short");
        foreach (var entry in entries)
        {
            code.Summary(entry.Meaning);
            code.Line($"{entry.Name} = {entry.Key},");
        }

        code.Close();
    }

    private static void EmitList(CodeText code, List<CatalogEntry> entries)
    {
        code.Open("internal static class DescribedApis");
        code.Open("public static readonly ApiDescription[] All = new ApiDescription[]");
        foreach (var entry in entries)
        {
            var flexible = entry.Flexible.IsEmpty ? "short.MaxValue" : entry.Flexible.First.ToString();
            code.Line($"new(ApiKey.{entry.Name}, new({entry.Versions.First}, {entry.Versions.Last}), {flexible}, {(entry.RequestHoldsFrame ? "true" : "false")}, "
                + $"static () => new Messages.{entry.Name}Request(), static () => new Messages.{entry.Name}Response()),");
        }

        code.Close("};");
        code.Close();
    }
}
