using Akka.Actor;
using Akka.PublicApi.Tests.Actors;

namespace Akka.PublicApi.Tests.Messaging;

public sealed class ActorSelectionTests : TestKit.Xunit2.TestKit
{
    [Theory]
    [InlineData("/user/family/*", 3)]
    [InlineData("/user/family/child-*", 2)]
    [InlineData("/user/family/child-?", 2)]
    [InlineData("/user/family/child-1", 1)]
    [InlineData("/user/family/child-1/../other", 1)]
    [InlineData("/user/nobody/*", 0)]
    public async Task Path_with_wildcards_reaches_all_whom_it_names(string path, int count)
    {
        await Sys.ActorOf(Props.Create(() => new Family()), "family").Ask<string>("?", RemainingOrDefault);

        Sys.ActorSelection(path).Tell("Ann", TestActor);

        Assert.All(ReceiveN(count), answer => Assert.Equal("Hello Ann", answer));
        ExpectNoMsg(20);
    }

    [Fact]
    public async Task Resolve_one_gives_the_reference_or_says_that_there_is_none()
    {
        var greeter = Sys.ActorOf<Greeter>("greeter");

        var found = await Sys.ActorSelection("/user/greeter").ResolveOne(RemainingOrDefault);

        Assert.Equal(greeter, found);
        await Assert.ThrowsAsync<ActorNotFoundException>(() => Sys.ActorSelection("/user/nobody").ResolveOne(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Selection_of_an_actor_is_relative_to_it()
    {
        var relative = Sys.ActorOf(Props.Create(() => new Relative()), "a");
        Sys.ActorOf<Greeter>("b");

        relative.Tell("../b", TestActor);

        ExpectMsg("Hello Ann");
        Assert.Equal("/user/b", new ActorSelection(relative, "/user/b").PathString);
    }

    private sealed class Family : UntypedActor
    {
        protected override void PreStart()
        {
            foreach (var name in (string[])["child-1", "child-2", "other"])
                Context.ActorOf<Greeter>(name);
        }

        protected override void OnReceive(object message) => Sender.Tell("there", Self);
    }

    private sealed class Relative : ReceiveActor
    {
        public Relative() => Receive<string>(path => Context.ActorSelection(path).Tell("Ann", Sender));
    }
}
