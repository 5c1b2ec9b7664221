namespace ActorBroker.Log.Reading;

/// <summary>The log's files were changed since the view was published; the newer view has what is to be read.</summary>
public sealed class SupersededException() : Exception("The log moved on: read from its present view.");
