namespace ActorBroker.Journal.Events;

/// <summary>Which events are to be replayed.</summary>
/// <param name="PersistenceId">Whose.</param>
/// <param name="From">The first number, inclusive.</param>
/// <param name="To">The last number, inclusive.</param>
/// <param name="Max">How many at most.</param>
internal sealed record ReplayRange(string PersistenceId, long From, long To, long Max);
