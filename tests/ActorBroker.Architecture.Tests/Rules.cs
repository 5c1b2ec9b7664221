using ActorBroker.Architecture.Tests.Docs;
using ActorBroker.Architecture.Tests.Layers;
using ActorBroker.Architecture.Tests.Seams;
using ActorBroker.Architecture.Tests.Sources;
using ActorBroker.Architecture.Tests.TestCode;
using ActorBroker.Architecture.Tests.Tidy;

namespace ActorBroker.Architecture.Tests;

/// <summary>
/// Every rule, and where it holds. The kernel has the limits and the seams like all code; its names, files and documentation follow the
/// official Akka.NET. What tests and samples offer has no other readers than us, so nobody asks for summaries there.
/// </summary>
internal static class Rules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("layer-edges", Area.Product | Area.Kernel, LayerEdges.Find),
        new("open-namespaces", Area.Product, OpenNamespaces.Find),
        new("package-edges", Area.Code, PackageEdges.Find),
        new("solution-members", Area.All, SolutionMembers.Find),

        new("append-path", Area.Product, AppendPath.Find),
        new("pure-code", Area.Product, PureCode.Find),
        new("real-time", Area.Code, RealTime.Find),
        new("seam-files", Area.All, SeamFiles.Find),
        new("suppressions", Area.Code, Suppressions.Find),

        new("file-length", Area.Code, FileLength.Find),
        new("kernel-size", Area.Kernel, KernelSize.Find),
        new("member-length", Area.Code, MemberLength.Find),
        new("partial-types", Area.Code, PartialTypes.Find),
        new("banned-words", Area.All, BannedWords.Find),
        new("regions", Area.Code, Regions.Find),
        new("namespace-blocks", Area.Code, Namespaces.FindBlocks),
        new("namespace-folders", Area.Product | Area.Tests, Namespaces.FindMisplaced),
        new("type-names", Area.Product, TypeNames.Find),
        new("file-names", Area.Product | Area.Tests, FileNames.Find),

        new("empty-tags", Area.Code, EmptyTags.Find),
        new("missing-summaries", Area.Product, MissingSummaries.Find),
        new("document-paths", Area.All, DocumentPaths.Find),

        new("skipped-tests", Area.Tests, SkippedTests.Find),
        new("test-names", Area.Tests, TestNames.Find),
    ];

    /// <summary>The rule of this name.</summary>
    public static Rule Find(string name) => All.Single(rule => rule.Name == name);
}
