namespace ActorBroker.Journal;

/// <summary>The plugin stopped before the request was done; whether it will be found done after the next start is not known.</summary>
public sealed class PluginStoppedException : Exception
{
    /// <param name="plugin">The path of the plugin's section in the configuration.</param>
    public PluginStoppedException(string plugin)
        : base($"The plugin {plugin} stopped before the request was done.") => Plugin = plugin;

    /// <summary>The path of the plugin's section in the configuration.</summary>
    public string Plugin { get; }
}
