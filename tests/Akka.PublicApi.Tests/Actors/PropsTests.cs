using Akka.Actor;

namespace Akka.PublicApi.Tests.Actors;

public sealed class PropsTests : TestKit.Xunit2.TestKit
{
    private static readonly Type Type = typeof(Greeter);

    [Fact]
    public void Actor_is_made_from_an_expression_a_type_arguments_or_a_producer()
    {
        Props[] recipes =
        [
            Props.Create(() => new Greeter("Hi")),
            Props.Create<Greeter>("Hi"),
            Props.Create(Type, "Hi"),
            new Props(Type, ["Hi"]),
            Props.CreateBy(new Hiring()),
            Props.CreateBy<Hiring>(),
        ];

        foreach (var recipe in recipes)
            Sys.ActorOf(recipe).Tell("Ann", TestActor);

        Assert.All(recipes, _ => ExpectMsg("Hi Ann"));
        Assert.All(recipes, recipe => Assert.Equal(typeof(Greeter), recipe.Type));
    }

    [Fact]
    public void Actor_without_arguments_is_made_by_its_type_alone()
    {
        Sys.ActorOf<Greeter>("plain").Tell("Ann", TestActor);
        Sys.ActorOf(new Props(typeof(Greeter))).Tell("Ben", TestActor);

        ExpectMsgAllOf("Hello Ann", "Hello Ben");
    }

    [Fact]
    public void Props_are_changed_by_copies_and_compared_by_value()
    {
        var plain = Props.Create<Greeter>();
        var strategy = new OneForOneStrategy(_ => Directive.Stop);

        var placed = plain.WithDispatcher("akka.actor.default-dispatcher").WithMailbox("akka.actor.default-mailbox").WithSupervisorStrategy(strategy);

        Assert.Equal("akka.actor.default-dispatcher", placed.Dispatcher);
        Assert.Equal("akka.actor.default-mailbox", placed.Mailbox);
        Assert.Same(strategy, placed.SupervisorStrategy);
        Assert.Null(plain.SupervisorStrategy);
        Assert.Equal(plain, Props.Create<Greeter>());
        Assert.Equal("own", plain.WithDeploy(Deploy.None.WithMailbox("own")).Mailbox);
    }

    [Fact]
    public async Task Producer_is_given_its_actor_back()
    {
        var producer = new Hiring();
        var actor = Watch(Sys.ActorOf(Props.CreateBy(producer)));

        Sys.Stop(actor);
        ExpectTerminated(actor);

        await producer.Released.Task.WaitAsync(RemainingOrDefault);
    }

    internal sealed class Hiring : IIndirectActorProducer
    {
        public Type ActorType => typeof(Greeter);

        public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ActorBase Produce() => new Greeter("Hi");

        public void Release(ActorBase actor) => Released.TrySetResult();
    }
}
