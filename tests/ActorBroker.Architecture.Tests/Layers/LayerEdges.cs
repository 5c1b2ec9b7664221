using ActorBroker.Architecture.Tests.Sources;

namespace ActorBroker.Architecture.Tests.Layers;

/// <summary>Compares the project files under <c>src/</c> with the layer table.</summary>
internal static class LayerEdges
{
    /// <summary>
    /// A project that the table lacks or that lies elsewhere than the table says, and an edge that the table lacks;
    /// a reference outside a project file, where this check would not look for it.
    /// </summary>
    public static IEnumerable<Finding> Find(SourceSet files) =>
        files.In(Area.Product | Area.Kernel).Files.SelectMany(file => file switch
        {
            { IsProject: true } => FindInProject(file),
            { IsBuildFile: true } => FindInImport(file),
            _ => [],
        });

    private static IEnumerable<Finding> FindInProject(SourceFile file)
    {
        var project = file.Name[..^".csproj".Length];
        if (LayerTable.Find(project) is not { } row)
            return [new(file.Path, 1, $"project {project} is not in the layer table (LayerTable.cs)")];
        if (file.Path != row.ProjectPath)
            return [new(file.Path, 1, $"project {project} has its place at {row.ProjectPath}")];

        return ProjectReferences.Read(file, ProjectReference.ToProject)
            .Concat(ProjectReferences.Read(file, ProjectReference.ToAkka))
            .SelectMany(edge => FindInEdge(file, row, edge));
    }

    private static IEnumerable<Finding> FindInEdge(SourceFile file, LayerRow row, ProjectReference edge)
    {
        if (LayerTable.Find(edge.Name) is null)
            yield return new(file.Path, edge.Line, $"{row.Project} references {edge.Name}, which is no project of src/ in the layer table");
        else if (!row.MayUse.Contains(edge.Name))
            yield return new(file.Path, edge.Line, $"{row.Project} references {edge.Name}; the layer table does not allow that edge");

        // Within the kernel both ways lead to the same project.
        var kind = LayerTable.IsKernelName(edge.Name) ? ProjectReference.ToAkka : ProjectReference.ToProject;
        if (edge.Kind != kind && !(row.IsKernel && kind == ProjectReference.ToAkka))
            yield return new(file.Path, edge.Line, $"{row.Project} references {edge.Name} by {edge.Kind}; use {kind}");
    }

    private static IEnumerable<Finding> FindInImport(SourceFile file) =>
        new[] { ProjectReference.ToProject, ProjectReference.ToAkka, ProjectReference.ToPackage }
            .SelectMany(kind => ProjectReferences.Read(file, kind))
            .Select(edge => new Finding(file.Path, edge.Line, $"{edge.Kind} to {edge.Name} belongs in a project file"));
}
