using ActorBroker.Architecture.Tests.Sources;

namespace ActorBroker.Architecture.Tests.Layers;

/// <summary>What project files may not take from the package feed.</summary>
internal static class PackageEdges
{
    /// <summary>An Akka package named past the switch, in any project; any package at all in a pure project.</summary>
    public static IEnumerable<Finding> Find(SourceSet files) =>
        files.Projects.SelectMany(file =>
            ProjectReferences.Read(file, ProjectReference.ToPackage).SelectMany(edge => FindInEdge(file, edge)));

    private static IEnumerable<Finding> FindInEdge(SourceFile file, ProjectReference edge)
    {
        if (LayerTable.IsKernelName(edge.Name))
            yield return new(file.Path, edge.Line, $"{file.Project} references the package {edge.Name}; use AkkaReference");
        else if (file.Area == Area.Product && LayerTable.Find(file.Project) is { IsPure: true })
            yield return new(file.Path, edge.Line, $"{file.Project} references the package {edge.Name}; pure projects use no package");
    }
}
