using ActorBroker.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ActorBroker.Architecture.Tests.Layers;

/// <summary>
/// The folder rule: where a project may use only some namespaces of another, finds every use of the rest,
/// in usings (also aliased, static, global, or of the project file), qualified names and namespace declarations.
/// </summary>
internal static class OpenNamespaces
{
    /// <summary>Uses of a namespace that is not open to the user's project.</summary>
    public static IEnumerable<Finding> Find(SourceSet files)
    {
        foreach (var (user, used, open) in LayerTable.OpenNamespaces)
        {
            var inner = InnerNamespaces(files, used);
            foreach (var file in files.Files.Where(file => file.Area == Area.Product && file.Project == user))
            {
                var uses = file.IsProject ? UsesInProject(file) : file.IsCSharp ? UsesInSource(file) : [];
                foreach (var (line, name) in uses)
                {
                    if (Resolve(name, used, inner) is { } full && !open.Any(space => IsWithin(full, space)))
                        yield return new(file.Path, line, $"{user} uses {full}; of {used} it may use {string.Join(", ", open)} only");
                }
            }
        }
    }

    private static IEnumerable<(int Line, string Name)> UsesInProject(SourceFile file) =>
        ProjectReferences.Read(file, "Using").Select(use => (use.Line, use.Written));

    private static IEnumerable<(int Line, string Name)> UsesInSource(SourceFile file) =>
        file.Root.DescendantNodes(descendIntoTrivia: true)
            .Where(node => IsDottedName(node) && !(node.Parent is { } parent && IsDottedName(parent)))
            .Select(node => (file.LineOf(node.SpanStart), TextOf(node)));

    private static bool IsDottedName(SyntaxNode node) =>
        node is QualifiedNameSyntax or QualifiedCrefSyntax or AliasQualifiedNameSyntax
        || (node is MemberAccessExpressionSyntax access
            && access.IsKind(SyntaxKind.SimpleMemberAccessExpression)
            && (access.Expression is IdentifierNameSyntax || IsDottedName(access.Expression)));

    private static string TextOf(SyntaxNode node)
    {
        var text = string.Concat(node.DescendantTokens().Select(token => token.Text));
        return text.StartsWith("global::", StringComparison.Ordinal) ? text["global::".Length..] : text;
    }

    // Within a namespace ActorBroker.X the name Broker.Y means ActorBroker.Broker.Y, wherever Y is a namespace there.
    private static string? Resolve(string name, string used, HashSet<string> inner)
    {
        if (IsWithin(name, used))
            return name;
        var dot = used.IndexOf('.', StringComparison.Ordinal);
        var relative = used[(dot + 1)..];
        if (!name.StartsWith(relative + ".", StringComparison.Ordinal))
            return null;
        var full = used[..(dot + 1)] + name;
        return inner.Any(space => IsWithin(full, space)) ? full : null;
    }

    private static HashSet<string> InnerNamespaces(SourceSet files, string used) =>
        [.. files.CSharp
            .Where(file => file.Area == Area.Product && file.Project == used)
            .SelectMany(file => file.Root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>())
            .Select(space => space.Name.ToString())
            .Where(space => space != used)];

    private static bool IsWithin(string name, string space) =>
        name == space || name.StartsWith(space + ".", StringComparison.Ordinal);
}
