using ActorBroker.Machines.Metadata;

namespace ActorBroker.Machines.Controller;

/// <summary>The configuration entries that exist. The broker's catalogue gives it; the controller asks before it accepts an entry.</summary>
/// <remarks>Answers depend on the arguments alone, so that a decision can be made again.</remarks>
public interface IConfigDefinitions
{
    /// <summary>True when a resource of this type has an entry of this name.</summary>
    bool IsKnown(ConfigResourceType type, string name);

    /// <summary>True when the entry's value is a list with commas between its items, which can be appended to and subtracted from.</summary>
    bool IsList(ConfigResourceType type, string name);

    /// <summary>The value that holds where none was set; null when there is none. What appending to a list begins with.</summary>
    string? DefaultOf(ConfigResourceType type, string name);

    /// <summary>What is wrong with a value, in a sentence for people; null when it is legal.</summary>
    string? Judge(ConfigResourceType type, string name, string value);
}
