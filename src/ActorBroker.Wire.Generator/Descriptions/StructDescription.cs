namespace ActorBroker.Wire.Generator.Descriptions;

/// <summary>A run of fields under a name: a message's body, or a struct in it.</summary>
internal sealed class StructDescription(SourcePlace place, string name)
{
    public SourcePlace Place { get; } = place;

    public string Name { get; } = name;

    /// <summary>What it is, in a sentence.</summary>
    public string Meaning { get; set; } = "";

    public List<FieldDescription> Fields { get; } = [];

    /// <summary>The versions in which it occurs at all.</summary>
    public VersionRange Versions { get; set; } = VersionRange.None;

    public IEnumerable<FieldDescription> Ordinary => Fields.Where(each => each.Tag is null);

    public IEnumerable<FieldDescription> Tagged => Fields.Where(each => each.Tag is not null).OrderBy(each => each.Tag);

    /// <summary>How large an object of it is when new, in bytes, its lists left out.</summary>
    public int ObjectBytes => 16 + Fields.Sum(each => each.Type.SlotBytes);
}
