using System.Collections.Immutable;
using ActorBroker.Machines.Groups;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Broker.Groups;

/// <summary>Which topics a group's members read, as far as they are consumers that can be understood.</summary>
internal static class ConsumerSubscriptions
{
    /// <summary>The topics; null when the members are none, no consumers, or say it in a way that is not known.</summary>
    public static ImmutableHashSet<string>? Of(GroupState state)
    {
        if (!state.IsOfConsumers || state.Protocol is null)
            return null;

        var topics = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        try
        {
            foreach (var (_, member) in state.Members)
                topics.UnionWith(VersionedBytes.ReadNewest<ConsumerProtocolSubscription>(member.MetadataFor(state.Protocol)).Topics);
        }
        catch (MalformedMessageException)
        {
            return null;
        }

        return topics.ToImmutable();
    }
}
