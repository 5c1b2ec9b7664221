namespace ActorBroker.Wire.Generator.Descriptions;

/// <summary>One field of a message or struct, as its line says.</summary>
internal sealed class FieldDescription(SourcePlace place, string name, FieldType type)
{
    /// <summary>Where its name stands.</summary>
    public SourcePlace Place { get; } = place;

    public string Name { get; } = name;

    public FieldType Type { get; } = type;

    /// <summary>The versions that have the field. All of its struct's where the line says nothing.</summary>
    public VersionRange Versions { get; set; } = new(0, VersionRange.Open);

    /// <summary>The versions in which it may be null.</summary>
    public VersionRange Nullable { get; set; } = VersionRange.None;

    /// <summary>Its number among the tagged fields; null for an ordinary field.</summary>
    public int? Tag { get; set; }

    /// <summary>The default as the line says it; null where it says none.</summary>
    public string? Default { get; set; }

    /// <summary>True when a value may be dropped silently by a version that lacks the field.</summary>
    public bool IsIgnorable { get; set; }

    /// <summary>True for a string that keeps its classic form in flexible versions too: a request header's client id.</summary>
    public bool IsClassic { get; set; }

    /// <summary>What it means, in a sentence; empty where neither the line nor the terms say it.</summary>
    public string Meaning { get; set; } = "";

    /// <summary>How a message names it in faults: the way from the message to it.</summary>
    public string Path { get; set; } = "";

    public bool IsNullable => !Nullable.IsEmpty;

    public bool DefaultsToNull => Default == "null" || (Type.Kind == WireKind.Records && Default is null);
}
