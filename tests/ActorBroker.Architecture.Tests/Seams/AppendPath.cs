using ActorBroker.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ActorBroker.Architecture.Tests.Seams;

/// <summary>
/// Every append to a partition's log passes the partition's actor: what can append is made by the actor, and named nowhere else. The journal's own
/// log has an owner of its own.
/// </summary>
internal static class AppendPath
{
    private static readonly Dictionary<string, string[]> CallersOf = new()
    {
        ["AppendAsLeader"] = ["src/ActorBroker.Broker/Partitions/LeaderLog.cs", "src/ActorBroker.Journal/Storage/RecordLog.cs"],
        ["AppendAsFollower"] = ["src/ActorBroker.Broker/Partitions/LogOwner.cs"],
    };

    private static readonly Dictionary<string, string[]> MakersOf = new()
    {
        ["LeaderLog"] = ["src/ActorBroker.Broker/Partitions/LogOwner.cs"],
        ["LogOwner"] = ["src/ActorBroker.Broker/Partitions/Partition.cs"],
    };

    /// <summary>Appends beside the actor, and what could append made by others.</summary>
    public static IEnumerable<Finding> Find(SourceSet files) =>
        files.CSharp.Where(file => file.Area == Area.Product).SelectMany(file => FindCalls(file).Concat(FindMakers(file)));

    private static IEnumerable<Finding> FindCalls(SourceFile file) =>
        file.Root.DescendantNodes().OfType<SimpleNameSyntax>()
            .Where(name => CallersOf.TryGetValue(name.Identifier.Text, out var callers) && !callers.Contains(file.Path))
            .Select(name => file.Finding(name, $"{name.Identifier.Text} is a side door; send an AppendRequest to the partition's actor"));

    private static IEnumerable<Finding> FindMakers(SourceFile file) =>
        file.Root.DescendantNodes().OfType<ObjectCreationExpressionSyntax>()
            .Select(creation => (Node: creation, Type: SyntaxNames.Last(creation.Type)))
            .Where(made => MakersOf.TryGetValue(made.Type, out var makers) && !makers.Contains(file.Path))
            .Select(made => file.Finding(made.Node, $"a {made.Type} is made by {MakersOf[made.Type][0]} only: it belongs to the partition's actor"));
}
