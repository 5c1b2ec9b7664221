namespace ActorBroker.Log.Tests.Crashes;

/// <summary>A promise did not survive a crash.</summary>
internal sealed class CrashFailure(string what) : Exception(what);
