using ActorBroker.Architecture.Tests.Sources;
using ActorBroker.Architecture.Tests.Tidy;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ActorBroker.Architecture.Tests.Docs;

/// <summary>
/// Public types and members without a summary. <c>inheritdoc</c> documents, an override needs nothing, a constructor may describe its
/// parameters only, and one part of a partial type is enough.
/// </summary>
internal static class MissingSummaries
{
    /// <summary>What a user of the assembly sees and finds no word about.</summary>
    public static IEnumerable<Finding> Find(SourceSet files)
    {
        var declarations = files.CSharp
            .SelectMany(file => file.Root.DescendantNodes().OfType<MemberDeclarationSyntax>().Select(member => (File: file, Member: member)))
            .Where(found => IsSeen(found.Member))
            .ToList();
        var documentedTypes = declarations
            .Where(found => found.Member is TypeDeclarationSyntax && IsDocumented(found.Member))
            .Select(found => TypeNames.FullName((TypeDeclarationSyntax)found.Member))
            .ToHashSet();

        return declarations
            .Where(found => !IsDocumented(found.Member))
            .Where(found => found.Member is not TypeDeclarationSyntax type || !documentedTypes.Contains(TypeNames.FullName(type)))
            .Select(found => found.File.Finding(found.Member, $"{NameOf(found.Member)} is public and has no summary"));
    }

    private static bool IsDocumented(MemberDeclarationSyntax member)
    {
        var tags = Documentation.FilledTags(member);
        return tags.Contains("summary") || tags.Contains("inheritdoc")
            || (member is ConstructorDeclarationSyntax && tags.Contains("param"));
    }

    private static bool IsSeen(MemberDeclarationSyntax member) =>
        member is not (BaseNamespaceDeclarationSyntax or GlobalStatementSyntax or IncompleteMemberSyntax or DestructorDeclarationSyntax)
        && member is not ExtensionBlockDeclarationSyntax
        && IsOpen(member)
        && !member.Modifiers.Any(SyntaxKind.OverrideKeyword)
        && member.Ancestors().OfType<BaseTypeDeclarationSyntax>().All(IsOpen);

    private static bool IsOpen(MemberDeclarationSyntax member) =>
        member is EnumMemberDeclarationSyntax or ExtensionBlockDeclarationSyntax
        || member.Modifiers.Any(SyntaxKind.PublicKeyword)
        || IsProtected(member)
        || (member.Parent is InterfaceDeclarationSyntax && !member.Modifiers.Any(IsAccess));

    private static bool IsProtected(MemberDeclarationSyntax member) =>
        member.Modifiers.Any(SyntaxKind.ProtectedKeyword)
        && !member.Modifiers.Any(SyntaxKind.PrivateKeyword)
        && member.Parent is TypeDeclarationSyntax type
        && !type.Modifiers.Any(SyntaxKind.SealedKeyword);

    private static bool IsAccess(SyntaxToken modifier) =>
        modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.InternalKeyword or SyntaxKind.PrivateKeyword;

    private static string NameOf(MemberDeclarationSyntax member)
    {
        var name = member switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.Text,
            DelegateDeclarationSyntax type => type.Identifier.Text,
            MethodDeclarationSyntax method => method.Identifier.Text,
            PropertyDeclarationSyntax property => property.Identifier.Text,
            EventDeclarationSyntax @event => @event.Identifier.Text,
            ConstructorDeclarationSyntax => "constructor",
            OperatorDeclarationSyntax @operator => $"operator {@operator.OperatorToken.Text}",
            ConversionOperatorDeclarationSyntax conversion => $"conversion to {conversion.Type}",
            IndexerDeclarationSyntax => "indexer",
            BaseFieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.Text,
            EnumMemberDeclarationSyntax value => value.Identifier.Text,
            _ => member.Kind().ToString(),
        };
        return member.Parent is BaseTypeDeclarationSyntax owner ? $"{owner.Identifier.Text}.{name}" : name;
    }
}
