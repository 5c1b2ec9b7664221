using ActorBroker.Server.Output;
using ActorBroker.Server.Remote;

namespace ActorBroker.Server.Commands;

/// <summary>What a command that talks to a cluster works with.</summary>
/// <param name="Cluster">The cluster; connected to nobody until it is asked.</param>
/// <param name="Output">Where its words go.</param>
/// <param name="Time">What time it is.</param>
/// <param name="Cancellation">Cancelled by Ctrl-C and SIGTERM.</param>
internal sealed record CommandContext(ClusterClient Cluster, CommandOutput Output, TimeProvider Time, CancellationToken Cancellation);
