using ActorBroker.Broker.Controllers;
using ActorBroker.Machines.Metadata;

namespace ActorBroker.Broker.Metadata;

/// <summary>Somebody who acts on changes of the cluster's metadata.</summary>
internal interface IMetadataFollower
{
    /// <summary>Called on the metadata view's thread, before <paramref name="after"/> is published: hands on and returns.</summary>
    /// <param name="before">The image that was followed last.</param>
    /// <param name="after">The new one.</param>
    /// <param name="delta">What lies between them; with a snapshot, anything may.</param>
    void Follow(MetadataImage before, MetadataImage after, MetadataDelta delta);
}
