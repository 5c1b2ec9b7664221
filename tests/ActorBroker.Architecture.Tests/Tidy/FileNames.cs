using ActorBroker.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ActorBroker.Architecture.Tests.Tidy;

/// <summary>
/// One public type per file, named like the file (which may have a second name behind a dot, as <c>Type.Part.cs</c>).
/// Two more may stand beside it: an actor's <c>XProtocol</c> beside the actor <c>X</c>, and records that derive from the file's own.
/// </summary>
internal static class FileNames
{
    /// <summary>Public types in files of another name; outside tests also files that hold types but none of their own name.</summary>
    public static IEnumerable<Finding> Find(SourceSet files) => files.CSharp.SelectMany(FindInFile);

    private static IEnumerable<Finding> FindInFile(SourceFile file)
    {
        var types = file.Root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<MemberDeclarationSyntax>()
            .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            .ToList();
        if (types.Count == 0)
            yield break;

        var stem = file.Name[..file.Name.IndexOf('.', StringComparison.Ordinal)];
        if (file.Area != Area.Tests && types.All(type => NameOf(type) != stem))
        {
            yield return file.Finding(types[0], $"the file {file.Name} declares no type {stem}");
            yield break;
        }

        foreach (var type in types.Where(type => type.Modifiers.Any(SyntaxKind.PublicKeyword)))
        {
            if (NameOf(type) != stem && !IsProtocolOf(type, stem) && !IsMemberOfFamily(type, stem))
                yield return file.Finding(type, $"the public type {NameOf(type)} belongs in a file {NameOf(type)}.cs");
        }
    }

    private static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax named => named.Identifier.Text,
        DelegateDeclarationSyntax named => named.Identifier.Text,
        _ => "",
    };

    private static bool IsProtocolOf(MemberDeclarationSyntax type, string actor) =>
        type is ClassDeclarationSyntax && type.Modifiers.Any(SyntaxKind.StaticKeyword) && NameOf(type) == actor + "Protocol";

    private static bool IsMemberOfFamily(MemberDeclarationSyntax type, string family) =>
        type is RecordDeclarationSyntax { BaseList.Types: var bases }
        && bases.Any(inherited => inherited.Type.ToString() == family);
}
