namespace ActorBroker.Architecture.Tests.Layers;

/// <summary>One edge of a project file. <paramref name="Name"/> is the project or package referenced, <paramref name="Written"/> the text of the item.</summary>
internal readonly record struct ProjectReference(string Kind, string Name, string Written, int Line)
{
    /// <summary>An edge to another project of this repository.</summary>
    public const string ToProject = "ProjectReference";

    /// <summary>An edge that the switch turns into the kernel's project or the official package.</summary>
    public const string ToAkka = "AkkaReference";

    /// <summary>An edge to a package of the feed.</summary>
    public const string ToPackage = "PackageReference";
}
