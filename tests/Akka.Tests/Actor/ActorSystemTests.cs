using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Simulation;

namespace Akka.Tests.Actor;

/// <summary>The promises of the official documentation, "Actor systems", "Extensions" and "Terminating".</summary>
public sealed class ActorSystemTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData("a b")]
    [InlineData("a.b")]
    public void Name_with_other_than_word_characters_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => ActorSystem.Create(name));

    [Theory]
    [InlineData("akka.scheduler.implementation", "No.Such.Scheduler, Nowhere")]
    [InlineData("akka.actor.provider", "No.Such.Provider, Nowhere")]
    [InlineData("akka.actor.guardian-supervisor-strategy", "No.Such.Strategy, Nowhere")]
    [InlineData("akka.stdout-logger-class", "No.Such.Logger, Nowhere")]
    public void Class_that_does_not_exist_is_a_clear_error_at_start(string key, string type)
    {
        var error = Assert.Throws<ConfigurationException>(() => ActorSystem.Create("wrong", $"{key} = \"{type}\""));

        Assert.Contains(key, error.Message, StringComparison.Ordinal);
        Assert.Contains(type, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Extension_that_does_not_exist_is_a_clear_error_at_start()
    {
        var error = Assert.Throws<ConfigurationException>(() => new Stage(hocon: "akka.extensions = [\"No.Such.Extension, Nowhere\"]"));

        SimulatedRun.OfThisThread?.Dispose();
        Assert.Contains("akka.extensions", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Terminate_stops_users_actors_before_the_system_s_and_runs_callbacks_last_in_first_out()
    {
        using var stage = new Stage();
        List<string> diary = [];
        List<string> order = [];
        stage.System.ActorOf(Fragile.Props(diary), "user-actor");
        stage.System.SystemActorOf(Props.Create(() => new Writing(order)), "system-actor");
        stage.System.RegisterOnTermination(() => order.Add($"first callback, user actor: {diary[^1]}"));
        stage.System.RegisterOnTermination(() => order.Add("second callback"));
        stage.Run.RunUntilIdle();

        stage.Run.Await(stage.System.Terminate(), Minute);

        Assert.Equal(["system actor stopped", "second callback", "first callback, user actor: PostStop#1"], order);
        Assert.True(stage.System.WhenTerminated.IsCompletedSuccessfully);
    }

    [Fact]
    public void No_actor_can_be_made_once_the_system_has_terminated()
    {
        using var stage = new Stage();
        stage.Run.Await(stage.System.Terminate(), Minute);

        Assert.Throws<InvalidOperationException>(() => stage.System.ActorOf(Fragile.Props([])));
        Assert.Throws<InvalidOperationException>(() => stage.System.RegisterOnTermination(() => { }));
    }

    [Fact]
    public void Failure_that_reaches_the_top_ends_the_system()
    {
        using var stage = new Stage(hocon: $"akka.actor.guardian-supervisor-strategy = \"{typeof(Escalating).AssemblyQualifiedName}\"");
        var actor = stage.System.ActorOf(Fragile.Props([]));

        actor.Tell(new InvalidOperationException("x"), ActorRefs.NoSender);

        Assert.True(stage.Run.RunUntil(() => stage.System.Guardian.IsTerminated, Minute));
    }

    [Fact]
    public void Extension_is_made_once_and_found_again()
    {
        using var stage = new Stage(hocon: $"akka.extensions = [\"{typeof(CounterProvider).AssemblyQualifiedName}\"]");

        var counter = new CounterProvider().Get(stage.System);

        Assert.Same(counter, stage.System.GetExtension<Counter>());
        Assert.Same(counter, stage.System.WithExtension<Counter, CounterProvider>());
        Assert.True(stage.System.HasExtension<Counter>());
        Assert.Equal("stage", counter.SystemName);
    }

    [Fact]
    public void Setup_reaches_the_settings()
    {
        using var run = new SimulatedRun(1);
        var setup = BootstrapSetup.Create().WithConfig(SimulatedRun.Hocon).WithActorRefProvider(ProviderSelection.Local.Instance)
            .And(new Greeting("hello"));

        var system = ActorSystem.Create("setup", setup);

        Assert.Equal("hello", system.Settings.Setup.Get<Greeting>().Value.Text);
        run.Await(system.Terminate(), Minute);
    }

    [Fact]
    public void Deployment_in_configuration_decides_the_dispatcher_and_mailbox_of_a_path()
    {
        using var stage = new Stage(hocon: """
            other-dispatcher = akka.actor.default-dispatcher
            akka.actor.deployment."/parent/*".mailbox = akka.actor.mailbox.unbounded-deque-based
            """);
        IActorRef child = ActorRefs.Nobody;
        var parent = stage.System.ActorOf(Parent.Deciding(_ => Directive.Stop), "parent");

        stage.Tell(parent, new Parent.MakeChild(Fragile.Props([]), "child", made => child = made));

        Assert.IsType<Akka.Dispatch.MessageQueues.UnboundedDequeMessageQueue>(((LocalActorRef)child).Cell.Mailbox.MessageQueue);
        Assert.IsNotType<Akka.Dispatch.MessageQueues.UnboundedDequeMessageQueue>(((LocalActorRef)parent).Cell.Mailbox.MessageQueue);
    }

    [Fact]
    public void Tree_is_printed_with_every_actor_below_its_parent()
    {
        using var stage = new Stage();
        var parent = stage.System.ActorOf(Parent.Deciding(_ => Directive.Stop), "parent");
        stage.Tell(parent, new Parent.MakeChild(Fragile.Props([]), "child", _ => { }));
        parent.Tell("waiting", ActorRefs.NoSender);

        var lines = stage.System.PrintTree().Split('\n');

        Assert.StartsWith("/ ", lines[0], StringComparison.Ordinal);
        Assert.Contains("    parent Parent messages=1", lines);
        Assert.Equal("      child Fragile messages=0", lines[lines.ToList().IndexOf("    parent Parent messages=1") + 1]);
        Assert.Contains(lines, line => line.StartsWith("  system ", StringComparison.Ordinal));
    }

    private sealed class Greeting(string text) : Setup
    {
        public string Text { get; } = text;
    }

    private sealed class Writing(List<string> order) : UntypedActor
    {
        protected override void OnReceive(object message) => Unhandled(message);

        protected override void PostStop() => order.Add("system actor stopped");
    }

    public sealed class Escalating : SupervisorStrategyConfigurator
    {
        public override SupervisorStrategy Create() => new OneForOneStrategy(_ => Directive.Escalate, loggingEnabled: false);
    }

    public sealed class Counter(string systemName) : IExtension
    {
        public string SystemName { get; } = systemName;
    }

    public sealed class CounterProvider : ExtensionIdProvider<Counter>
    {
        public override Counter CreateExtension(ExtendedActorSystem system) => new(system.Name);
    }
}
