using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>A topic as a request names it: by name or by id, never by both.</summary>
/// <param name="Name">The name; null when it is named by id.</param>
/// <param name="Id">The id; <see cref="TopicId.None"/> when it is named by name.</param>
public readonly record struct TopicTarget(string? Name, TopicId Id)
{
    /// <summary>The topic of this name.</summary>
    public static TopicTarget Of(string name) => new(name, TopicId.None);

    /// <summary>The topic of this id.</summary>
    public static TopicTarget Of(TopicId id) => new(null, id);
}
