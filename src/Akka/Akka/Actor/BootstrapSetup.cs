using Akka.Configuration;
using Akka.Util;

namespace Akka.Actor;

/// <summary>Configuration and kind of provider of a new system. Immutable.</summary>
public sealed class BootstrapSetup : Setup.Setup
{
    private BootstrapSetup(Option<Config> config, Option<ProviderSelection> provider)
    {
        Config = config;
        ActorRefProvider = provider;
    }

    public Option<Config> Config { get; }

    public Option<ProviderSelection> ActorRefProvider { get; }

    public static BootstrapSetup Create() => new(Option<Config>.None, Option<ProviderSelection>.None);

    public BootstrapSetup WithConfig(Config config) => new(new Option<Config>(config), ActorRefProvider);

    public BootstrapSetup WithConfigFallback(Config config) =>
        WithConfig(Config.HasValue ? Config.Value.WithFallback(config) : config);

    public BootstrapSetup WithActorRefProvider(ProviderSelection name) => new(Config, new Option<ProviderSelection>(name));
}
