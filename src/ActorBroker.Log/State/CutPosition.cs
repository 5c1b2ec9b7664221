using ActorBroker.Model;

namespace ActorBroker.Log.State;

/// <summary>Where a log is cut: the segment, how many bytes of it stay, and the log's end afterwards.</summary>
internal readonly record struct CutPosition(int Index, int Position, Offset End);
