using System.CommandLine;
using ActorBroker.Hosting.Configuration;
using Akka.Configuration;

namespace ActorBroker.Server.Commands;

/// <summary>The options of <c>start</c>, and the configuration that they and the environment make.</summary>
internal sealed class StartOptions
{
    private readonly Option<string[]> _data = new("--data")
    {
        Description = "A data directory; may be said more than once. The default is ./data.",
        HelpName = "DIR",
    };

    private readonly Option<string?> _kafka = new("--kafka")
    {
        Description = "Where Kafka's protocol is served; port 0 takes any that is free. The default is 127.0.0.1:9092.",
        HelpName = "HOST:PORT",
    };

    private readonly Option<string?> _http = new("--http")
    {
        Description = "Where health and metrics are served over HTTP; port 0 takes any that is free, off serves them nowhere. The default is 127.0.0.1:8080.",
        HelpName = "HOST:PORT|off",
    };

    private readonly Option<string?> _flush = new("--flush")
    {
        Description = "When a record counts as acknowledged: commit, once it is on the disk (the default); os, once it is in the page cache, as in Kafka.",
        HelpName = "commit|os",
    };

    private readonly Option<string?> _file = new("--config")
    {
        Description = "A configuration file in HOCON. Stronger than the built-in defaults, weaker than all that follows.",
        HelpName = "FILE.conf",
    };

    private readonly Option<string[]> _settings = new("-X")
    {
        Description = "Any setting: a whole key, or a topic's default by Kafka's name (log.retention.ms=3600000). May be said more than once. Stronger than the "
            + $"other options; only the environment ({ConfigSources.EnvironmentPrefix}KAFKA__LISTEN for actorbroker.kafka.listen) is stronger.",
        HelpName = "KEY=VALUE",
    };

    private readonly Option<bool> _insecure = new("--insecure")
    {
        Description = "Listen also where other machines reach it, though nobody who connects has to say who he is.",
    };

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_data);
        command.Options.Add(_kafka);
        command.Options.Add(_http);
        command.Options.Add(_flush);
        command.Options.Add(_file);
        command.Options.Add(_settings);
        command.Options.Add(_insecure);
    }

    /// <summary>What was said, by rising strength: the file, the short options, <c>-X</c> from the first to the last, the environment.</summary>
    /// <exception cref="ConfigurationException">Something of it cannot be read.</exception>
    public Config Read(ParseResult parsed, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var layers = new List<Config>();
        if (parsed.GetValue(_file) is { } file)
            layers.Add(ConfigSources.FromFile(file));
        if (parsed.GetValue(_data) is { Length: > 0 } directories)
            layers.Add(ConfigSources.Of("actorbroker.data.directories", directories));
        if (parsed.GetValue(_kafka) is { } listen)
            layers.Add(ConfigSources.Of("actorbroker.kafka.listen", listen));
        if (parsed.GetValue(_http) is { } http)
            layers.Add(ConfigSources.Of("actorbroker.http.listen", http));
        if (parsed.GetValue(_flush) is { } policy)
            layers.Add(ConfigSources.Of("actorbroker.config.flush.policy", policy));
        if (parsed.GetValue(_insecure))
            layers.AddRange([ConfigSources.Of("actorbroker.kafka.insecure", "on"), ConfigSources.Of("actorbroker.http.insecure", "on")]);
        layers.AddRange((parsed.GetValue(_settings) ?? []).Select(ConfigSources.FromSetting));
        layers.Add(ConfigSources.FromEnvironment(environment));
        return layers.Aggregate(Config.Empty, (weaker, stronger) => stronger.WithFallback(weaker));
    }
}
