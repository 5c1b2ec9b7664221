namespace ActorBroker.Server.Remote;

/// <summary>A group, as the broker that looks after it lists it.</summary>
/// <param name="Name">Its id.</param>
/// <param name="State">Its state, as <c>Stable</c> or <c>Empty</c>; empty text where the broker is too old to tell.</param>
/// <param name="Type">Its protocol: <c>classic</c>, <c>consumer</c>, <c>share</c>; empty text where the broker is too old to tell.</param>
/// <param name="ProtocolType">What its members are: <c>consumer</c>, <c>connect</c>; empty text for a group that never had any.</param>
/// <param name="Coordinator">The broker's id.</param>
internal sealed record GroupListing(string Name, string State, string Type, string ProtocolType, int Coordinator);
