using System.Text.RegularExpressions;
using ActorBroker.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ActorBroker.Architecture.Tests.Tidy;

/// <summary>Names that say a noun is missing.</summary>
internal static partial class TypeNames
{
    /// <summary>Types and namespaces with a word in their name that stands for "the rest".</summary>
    public static IEnumerable<Finding> Find(SourceSet files)
    {
        foreach (var file in files.CSharp)
        {
            foreach (var (place, name) in DeclaredNames(file))
            {
                if (EmptyWord().Match(name) is { Success: true } match)
                    yield return file.Finding(place, $"{name} is named by the empty word '{match.Value}'; name what it is or owns");
            }
        }
    }

    /// <summary>Namespace, outer types and name, with dots between them, and the number of type parameters behind a backtick.</summary>
    public static string FullName(TypeDeclarationSyntax type)
    {
        var outer = type.Ancestors().Select(node => node switch
        {
            BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
            TypeDeclarationSyntax parent => parent.Identifier.Text,
            _ => null,
        });
        var arity = type.TypeParameterList is { } parameters ? $"`{parameters.Parameters.Count}" : "";
        return string.Join('.', outer.OfType<string>().Reverse().Append(type.Identifier.Text + arity));
    }

    private static IEnumerable<(SyntaxNodeOrToken Place, string Name)> DeclaredNames(SourceFile file) =>
        file.Root.DescendantNodes().Select(node => node switch
        {
            BaseTypeDeclarationSyntax type => ((SyntaxNodeOrToken)type.Identifier, type.Identifier.Text),
            DelegateDeclarationSyntax type => (type.Identifier, type.Identifier.Text),
            BaseNamespaceDeclarationSyntax space => (space.Name, space.Name.ToString()),
            _ => (default, ""),
        }).Where(declared => declared.Item2.Length > 0);

    [GeneratedRegex(@"(Utils?|Utility|Utilities|Helpers?|Managers?|Common)(?![a-z])")]
    private static partial Regex EmptyWord();
}
