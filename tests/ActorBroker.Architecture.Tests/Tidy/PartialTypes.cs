using ActorBroker.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ActorBroker.Architecture.Tests.Tidy;

/// <summary>The limits on a type that is spread over files: partials must not hide its size.</summary>
internal static class PartialTypes
{
    private const int FilesMax = 3;
    private const int LinesMax = 600;

    /// <summary>Types in too many files, or too long over all of them. Types of one name in several projects are told apart by project.</summary>
    public static IEnumerable<Finding> Find(SourceSet files)
    {
        var types = files.CSharp
            .SelectMany(file => file.Root.DescendantNodes().OfType<TypeDeclarationSyntax>().Select(part => (File: file, Part: part)))
            .Where(found => found.Part.Modifiers.Any(SyntaxKind.PartialKeyword))
            .GroupBy(found => (found.File.ProjectFolder, Name: TypeNames.FullName(found.Part)));

        foreach (var type in types)
        {
            var (file, part) = type.First();
            var fileCount = type.Select(found => found.File.Path).Distinct().Count();
            if (fileCount > FilesMax)
                yield return file.Finding(part, $"{type.Key.Name} is spread over {fileCount} files, of at most {FilesMax}");

            var lines = type.Sum(found => found.File.LineOf(found.Part.Span.End) - found.File.LineOf(found.Part.SpanStart) + 1);
            if (lines > LinesMax)
                yield return file.Finding(part, $"{type.Key.Name} has {lines} lines in all its parts, of at most {LinesMax}");
        }
    }
}
