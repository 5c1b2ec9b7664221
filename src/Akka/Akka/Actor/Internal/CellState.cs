namespace Akka.Actor.Internal;

/// <summary>How far an actor is from its normal life, in rising order.</summary>
internal enum CellState
{
    Running,
    Suspended,
    WaitingForChildren,
}
