using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ActorBroker.Architecture.Tests.Docs;

/// <summary>Reads documentation comments.</summary>
internal static class Documentation
{
    /// <summary>All documentation comments below a node.</summary>
    public static IEnumerable<DocumentationCommentTriviaSyntax> CommentsIn(SyntaxNode node) =>
        node.DescendantTrivia().Where(trivia => trivia.HasStructure)
            .Select(trivia => trivia.GetStructure())
            .OfType<DocumentationCommentTriviaSyntax>();

    /// <summary>The filled tags at the top of a declaration's own comment; empty when it has no comment.</summary>
    public static IReadOnlyList<string> FilledTags(SyntaxNode declaration) =>
        [.. declaration.GetLeadingTrivia().Where(trivia => trivia.HasStructure)
            .Select(trivia => trivia.GetStructure())
            .OfType<DocumentationCommentTriviaSyntax>()
            .SelectMany(comment => comment.Content)
            .Where(tag => HasContent(tag) || TagName(tag) == "inheritdoc")
            .Select(TagName)];

    /// <summary>The name of a tag; the empty text for what is no tag.</summary>
    public static string TagName(XmlNodeSyntax node) => node switch
    {
        XmlElementSyntax element => element.StartTag.Name.LocalName.Text,
        XmlEmptyElementSyntax element => element.Name.LocalName.Text,
        _ => "",
    };

    /// <summary>True when a tag holds text or another tag.</summary>
    public static bool HasContent(XmlNodeSyntax node) =>
        node is XmlElementSyntax element && element.Content.Any(IsContent);

    private static bool IsContent(XmlNodeSyntax node) =>
        node is not XmlTextSyntax text
        || text.TextTokens.Any(token => !token.IsKind(SyntaxKind.XmlTextLiteralNewLineToken) && token.Text.Trim().Length > 0);
}
