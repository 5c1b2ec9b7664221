namespace ActorBroker.Machines.Groups;

/// <summary>An answer on its way.</summary>
/// <param name="Ticket">Whose: <see cref="GroupCommand.Ticket"/>.</param>
/// <param name="Reply">The answer.</param>
public sealed record GroupAnswer(long Ticket, GroupReply Reply);
