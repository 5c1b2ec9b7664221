using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;

namespace Akka.PublicApi.Tests.Systems;

public sealed class ActorSystemTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly Config Quiet = ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF }");

    [Fact]
    public async Task System_is_made_of_a_name_a_configuration_or_setups_and_terminates()
    {
        ActorSystem[] systems =
        [
            ActorSystem.Create("plain"),
            ActorSystem.Create("configured", Quiet),
            ActorSystem.Create("bootstrapped", BootstrapSetup.Create().WithConfig(Quiet).WithActorRefProvider(ProviderSelection.Local.Instance)),
            ActorSystem.Create("set-up", BootstrapSetup.Create().WithConfigFallback(Quiet).And(new Favourites("blue"))),
        ];

        foreach (var system in systems)
            await system.Terminate().WaitAsync(Limit);

        Assert.Equal(["plain", "configured", "bootstrapped", "set-up"], systems.Select(system => system.Name));
        Assert.All(systems, system => Assert.True(system.WhenTerminated.IsCompletedSuccessfully));
        Assert.Equal("OFF", systems[1].Settings.LogLevel);
        Assert.Equal("blue", systems[3].Settings.Setup.Get<Favourites>().Value.Colour);
    }

    [Fact]
    public void Setups_are_found_by_their_type_and_combined()
    {
        var both = ActorSystemSetup.Create(new Favourites("blue"), BootstrapSetup.Create());
        var more = ActorSystemSetup.Empty.WithSetup(new Favourites("red")).And(BootstrapSetup.Create());

        Assert.True(both.Get<BootstrapSetup>().HasValue);
        Assert.Equal("red", more.Get<Favourites>().Value.Colour);
        Assert.False(ActorSystemSetup.Empty.Get<Favourites>().HasValue);
    }

    [Fact]
    public void Guardians_stand_at_the_top_of_the_tree()
    {
        using var system = ActorSystem.Create("guarded", Quiet);
        var extended = (ExtendedActorSystem)system;

        var user = system.ActorOf(Props.Empty, "a");
        var own = extended.SystemActorOf(Props.Empty, "b");

        Assert.Equal("akka://guarded/user/a", user.Path.ToString());
        Assert.Equal("akka://guarded/system/b", own.Path.ToString());
        Assert.Equal("akka://guarded/user", extended.Guardian.Path.ToString());
        Assert.Equal("akka://guarded/system", extended.SystemGuardian.Path.ToString());
        Assert.Equal("akka://guarded/", extended.Provider.RootPath.ToString());
        Assert.Contains("user", extended.PrintTree(), StringComparison.Ordinal);
    }

    [Fact]
    public void Extension_is_made_once_and_found_by_its_id_and_its_type()
    {
        using var system = ActorSystem.Create("extended", Quiet);

        var first = system.WithExtension<Counter, CounterProvider>();
        var second = new CounterProvider().Apply(system);

        Assert.Same(first, second);
        Assert.Same(first, system.GetExtension<Counter>());
        Assert.Same(first, system.GetExtension(new CounterProvider()));
        Assert.True(system.HasExtension<Counter>());
        Assert.True(system.TryGetExtension<Counter>(out var found) && ReferenceEquals(first, found));
        Assert.False(system.HasExtension(typeof(string)));
    }

    [Fact]
    public async Task Callbacks_run_when_the_system_has_terminated()
    {
        var system = ActorSystem.Create("calling", Quiet);
        var called = new TaskCompletionSource();
        system.RegisterOnTermination(called.SetResult);

        await system.Terminate().WaitAsync(Limit);

        await called.Task.WaitAsync(Limit);
        Assert.Throws<InvalidOperationException>(() => system.ActorOf(Props.Empty));
        Assert.True(system.Uptime > TimeSpan.Zero);
    }

    [Fact]
    public async Task Configured_guardian_strategy_and_extensions_are_used()
    {
        var system = ActorSystem.Create("chosen", ConfigurationFactory.ParseString($$"""
            akka.actor.guardian-supervisor-strategy = "Akka.Actor.StoppingSupervisorStrategy"
            akka.extensions = ["{{typeof(CounterProvider).AssemblyQualifiedName}}"]
            """).WithFallback(Quiet));
        var actor = system.ActorOf(Actors.Greeter.Props("Hi"));

        actor.Tell(new InvalidOperationException("ends it"), ActorRefs.NoSender);

        await actor.GracefulStop(Limit);
        Assert.True(system.HasExtension<Counter>());
        await system.Terminate().WaitAsync(Limit);
    }

    private sealed class Favourites(string colour) : Setup
    {
        public string Colour { get; } = colour;
    }

    private sealed class Counter : IExtension;

    private sealed class CounterProvider : ExtensionIdProvider<Counter>
    {
        public override Counter CreateExtension(ExtendedActorSystem system) => new();
    }
}
