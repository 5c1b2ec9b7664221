using ActorBroker.Journal.Storage;

namespace ActorBroker.Journal.Plugins;

/// <summary>Something that was asked of a plugin. It is begun on the plugin's thread, in the order in which requests came, and answered by its task.</summary>
internal abstract class PluginRequest
{
    /// <summary>Begins the request. What it stages is written at the end of the turn.</summary>
    public abstract void Run(RecordLog log);

    /// <summary>Answers it with a failure, unless it was answered.</summary>
    public abstract void Fail(Exception cause);
}
