using ActorBroker.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ActorBroker.Architecture.Tests.Tidy;

/// <summary>
/// The limit on the length of what runs: methods, constructors, operators, accessors, local functions, expression-bodied properties,
/// initialisers that hold a lambda, and a program's top-level statements. A table of plain values may be as long as it has rows.
/// </summary>
internal static class MemberLength
{
    private const int LinesMax = 60;

    /// <summary>Members longer than the limit, attributes counted, documentation not.</summary>
    public static IEnumerable<Finding> Find(SourceSet files) => files.CSharp.SelectMany(FindInFile);

    private static IEnumerable<Finding> FindInFile(SourceFile file)
    {
        foreach (var member in file.Root.DescendantNodes().Where(Runs))
        {
            if (Check(file, member, member, NameOf(member)) is { } finding)
                yield return finding;
        }

        var statements = file.Root.Members.OfType<GlobalStatementSyntax>().ToList();
        if (statements.Count > 0 && Check(file, statements[0], statements[^1], "the program") is { } program)
            yield return program;
    }

    private static Finding? Check(SourceFile file, SyntaxNode first, SyntaxNode last, string name)
    {
        var lines = file.LineOf(last.Span.End) - file.LineOf(first.SpanStart) + 1;
        return lines > LinesMax ? file.Finding(first, $"{name} has {lines} lines, of at most {LinesMax}") : null;
    }

    private static bool Runs(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax => true,
        PropertyDeclarationSyntax property => property.ExpressionBody is not null || HoldsLambda(property.Initializer),
        IndexerDeclarationSyntax indexer => indexer.ExpressionBody is not null,
        BaseFieldDeclarationSyntax field => field.Declaration.Variables.Any(variable => HoldsLambda(variable.Initializer)),
        _ => false,
    };

    private static bool HoldsLambda(SyntaxNode? node) =>
        node is not null && node.DescendantNodes().Any(inner => inner is AnonymousFunctionExpressionSyntax);

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        LocalFunctionStatementSyntax function => function.Identifier.Text,
        ConstructorDeclarationSyntax constructor => $"the constructor of {constructor.Identifier.Text}",
        DestructorDeclarationSyntax destructor => $"the finaliser of {destructor.Identifier.Text}",
        OperatorDeclarationSyntax @operator => $"operator {@operator.OperatorToken.Text}",
        PropertyDeclarationSyntax property => property.Identifier.Text,
        BaseFieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.Text,
        AccessorDeclarationSyntax { Parent.Parent: PropertyDeclarationSyntax property } accessor =>
            $"{property.Identifier.Text}.{accessor.Keyword.Text}",
        _ => $"the {node.Kind()}",
    };
}
