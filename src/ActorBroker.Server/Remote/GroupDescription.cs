namespace ActorBroker.Server.Remote;

/// <summary>A group with its members.</summary>
/// <param name="Name">Its id.</param>
/// <param name="State">Its state, as <c>Stable</c> or <c>Empty</c>.</param>
/// <param name="Assignor">How partitions are dealt out; empty text where nobody is.</param>
/// <param name="Coordinator">The broker that looks after it.</param>
/// <param name="Members">Its members; null where only a newer protocol can tell them (KIP-848).</param>
internal sealed record GroupDescription(string Name, string State, string Assignor, int Coordinator, IReadOnlyList<GroupMember>? Members)
{
    /// <summary>True when members may commit, so that nobody else's commit would last.</summary>
    public bool IsActive => State is not ("Empty" or "Dead");
}
