using ActorBroker.Architecture.Tests.Sources;

namespace ActorBroker.Architecture.Tests.Layers;

/// <summary>Finds projects that the solution does not hold, so that nobody would build or test them.</summary>
internal static class SolutionMembers
{
    private const string SolutionPath = "ActorBroker.sln";

    /// <summary>A project file of the tree that the solution does not name.</summary>
    public static IEnumerable<Finding> Find(SourceSet files)
    {
        var solution = files.Find(SolutionPath)?.Text.Replace('\\', '/') ?? "";
        return files.Projects
            .Where(file => !solution.Contains($"\"{file.Path}\"", StringComparison.Ordinal))
            .Select(file => new Finding(file.Path, 1, $"project {file.Project} is not in {SolutionPath}; use 'dotnet sln add'"));
    }
}
