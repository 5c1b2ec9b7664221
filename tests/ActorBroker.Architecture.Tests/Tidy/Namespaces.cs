using ActorBroker.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ActorBroker.Architecture.Tests.Tidy;

/// <summary>Namespaces are file-scoped and follow the folders, at most one folder deep.</summary>
internal static class Namespaces
{
    /// <summary>Namespaces in braces.</summary>
    public static IEnumerable<Finding> FindBlocks(SourceSet files) =>
        from file in files.CSharp
        from space in file.Root.DescendantNodes().OfType<NamespaceDeclarationSyntax>()
        select file.Finding(space, $"namespace {space.Name} has braces; make it file-scoped");

    /// <summary>Namespaces that are not project and folder, and files more than one folder deep.</summary>
    public static IEnumerable<Finding> FindMisplaced(SourceSet files)
    {
        foreach (var file in files.CSharp)
        {
            var folder = file.Path[..file.Path.LastIndexOf('/')];
            var inner = folder.Length > file.ProjectFolder.Length ? folder[(file.ProjectFolder.Length + 1)..] : "";
            if (inner.Contains('/', StringComparison.Ordinal))
                yield return new(file.Path, 1, $"folder {inner} is more than one folder deep in {file.Project}");

            var expected = inner.Length == 0 ? file.Project : $"{file.Project}.{inner.Replace('/', '.')}";
            foreach (var space in file.Root.Members.OfType<BaseNamespaceDeclarationSyntax>())
            {
                if (space.Name.ToString() != expected)
                    yield return file.Finding(space, $"namespace {space.Name} should be {expected}, as the folders are");
            }
        }
    }
}
