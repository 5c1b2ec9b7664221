namespace ActorBroker.Log.Reading;

/// <summary>A read's result. <paramref name="Slice"/> is the caller's to dispose, and null unless <paramref name="Status"/> is <see cref="ReadStatus.Found"/>.</summary>
public readonly record struct ReadResult(ReadStatus Status, LogSlice? Slice);
