using ActorBroker.Model;

namespace ActorBroker.Listener.FetchSessions;

/// <summary>What a client wants of one partition.</summary>
/// <param name="Offset">From where it reads.</param>
/// <param name="BytesMax">The most bytes; one batch comes whole, however large.</param>
/// <param name="LeaderEpoch">The leader epoch that it knows; <see cref="LeaderEpoch.None"/> when it knows none.</param>
internal readonly record struct FetchAsk(Offset Offset, int BytesMax, LeaderEpoch LeaderEpoch);
