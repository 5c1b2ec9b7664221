using ActorBroker.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ActorBroker.Architecture.Tests.Docs;

/// <summary>Documentation tags that say nothing.</summary>
internal static class EmptyTags
{
    private static readonly string[] Tags =
        ["summary", "remarks", "param", "typeparam", "returns", "value", "exception", "example"];

    /// <summary>Tags that should hold text and hold none.</summary>
    public static IEnumerable<Finding> Find(SourceSet files) =>
        from file in files.CSharp
        from comment in Documentation.CommentsIn(file.Root)
        from tag in comment.DescendantNodes().OfType<XmlNodeSyntax>()
        let name = Documentation.TagName(tag)
        where Tags.Contains(name) && !Documentation.HasContent(tag)
        select file.Finding(tag, $"the tag <{name}> is empty; say something or leave it out");
}
