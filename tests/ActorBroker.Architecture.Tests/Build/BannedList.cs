using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ActorBroker.Architecture.Tests.Build;

/// <summary>A list of banned symbols, and the framework that its lines speak of.</summary>
internal static class BannedList
{
    private static readonly Lazy<Compilation> FrameworkSymbols = new(ReadFramework);

    /// <summary>The lists of the top folder.</summary>
    public static IReadOnlyList<string> Names { get; } = ["BannedSymbols.txt", "BannedSymbols.Edge.txt", "BannedSymbols.Pure.txt"];

    /// <summary>The lines of a list as (documentation id, advice); the advice is empty where a line has none.</summary>
    public static IReadOnlyList<(string Id, string Advice)> Read(string name) =>
        [.. File.ReadLines(Path.Combine(Repository.Root, name))
            .Select(line => line.Split(';', 2))
            .Select(parts => (parts[0].Trim(), parts.Length > 1 ? parts[1].Trim() : ""))];

    /// <summary>True when the framework has a symbol of this documentation id. A typing error would ban nothing, without a word.</summary>
    public static bool IsKnown(string id) => DocumentationCommentId.GetFirstSymbolForDeclarationId(id, FrameworkSymbols.Value) is not null;

    /// <summary>The documentation ids of every public overload of a method.</summary>
    public static IReadOnlyList<string> Overloads(string type, string method) =>
        [.. FrameworkSymbols.Value.GetTypeByMetadataName(type)!.GetMembers(method)
            .Where(member => member.DeclaredAccessibility == Accessibility.Public)
            .Select(member => member.GetDocumentationCommentId()!)];

    private static CSharpCompilation ReadFramework()
    {
        var assemblies = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return CSharpCompilation.Create("framework", references: assemblies.Select(path => MetadataReference.CreateFromFile(path)));
    }
}
