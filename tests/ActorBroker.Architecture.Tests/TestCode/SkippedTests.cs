using ActorBroker.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ActorBroker.Architecture.Tests.TestCode;

/// <summary>Tests that are switched off.</summary>
internal static class SkippedTests
{
    private const int ReasonWordsMin = 3;

    /// <summary>Attributes with a <c>Skip</c> that is no sentence.</summary>
    public static IEnumerable<Finding> Find(SourceSet files) =>
        from file in files.CSharp
        from argument in file.Root.DescendantNodes().OfType<AttributeArgumentSyntax>()
        where argument.NameEquals?.Name.Identifier.Text == "Skip" && !IsReason(argument.Expression)
        select file.Finding(argument, "a skipped test says why in a sentence");

    private static bool IsReason(ExpressionSyntax expression) =>
        expression is not LiteralExpressionSyntax literal
            ? expression.IsKind(SyntaxKind.SimpleMemberAccessExpression) || expression is IdentifierNameSyntax
            : literal.Token.ValueText.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length >= ReasonWordsMin;
}
