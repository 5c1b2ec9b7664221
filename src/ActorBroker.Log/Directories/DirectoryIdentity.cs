using ActorBroker.Model;

namespace ActorBroker.Log.Directories;

/// <summary>Whose a log directory is. Written once, before the directory holds any replica.</summary>
/// <param name="ClusterId">The cluster's id, as clients see it: 1 to 255 bytes of UTF-8.</param>
/// <param name="Broker">The broker that the directory belongs to.</param>
/// <param name="Directory">The directory's own id, so that it is known again under another path (KIP-858).</param>
public sealed record DirectoryIdentity(string ClusterId, BrokerId Broker, Guid Directory);
