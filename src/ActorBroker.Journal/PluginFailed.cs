namespace ActorBroker.Journal;

/// <summary>
/// Published on the event stream, once, when a plugin cannot open its directory, or when a write or flush failed, after which nobody knows what is on the
/// disk. Every request from then on fails with the cause; only a new actor system opens the directory again.
/// </summary>
/// <param name="Plugin">The path of the plugin's section in the configuration.</param>
/// <param name="Directory">The directory.</param>
/// <param name="Cause">What failed first.</param>
public sealed record PluginFailed(string Plugin, string Directory, Exception Cause);
