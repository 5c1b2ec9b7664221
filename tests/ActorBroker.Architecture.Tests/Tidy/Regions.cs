using ActorBroker.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ActorBroker.Architecture.Tests.Tidy;

/// <summary>Regions hide length instead of removing it.</summary>
internal static class Regions
{
    /// <summary>Every <c>#region</c>.</summary>
    public static IEnumerable<Finding> Find(SourceSet files) =>
        from file in files.CSharp
        where file.Root.ContainsDirectives
        from region in file.Root.DescendantNodes(descendIntoTrivia: true).OfType<RegionDirectiveTriviaSyntax>()
        select file.Finding(region, "#region is not used; split the type instead");
}
