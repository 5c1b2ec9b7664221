using System.Xml;
using System.Xml.Linq;
using ActorBroker.Architecture.Tests.Sources;

namespace ActorBroker.Architecture.Tests.Layers;

/// <summary>Reads what a project file references.</summary>
internal static class ProjectReferences
{
    /// <summary>The references of one kind (an item's name), in the order of the file; a list in one item counts as several.</summary>
    public static IEnumerable<ProjectReference> Read(SourceFile file, string kind)
    {
        foreach (var item in XDocument.Parse(file.Text, LoadOptions.SetLineInfo).Descendants(kind))
        {
            var included = (string?)item.Attribute("Include") ?? "";
            foreach (var reference in included.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                yield return new ProjectReference(kind, NameOf(kind, reference), reference, ((IXmlLineInfo)item).LineNumber);
        }
    }

    private static string NameOf(string kind, string reference)
    {
        if (kind != ProjectReference.ToProject)
            return reference;
        var name = reference[(reference.LastIndexOfAny(['/', '\\']) + 1)..];
        return name.EndsWith(".csproj", StringComparison.Ordinal) ? name[..^".csproj".Length] : name;
    }
}
