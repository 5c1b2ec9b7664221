using Akka.Actor;
using Akka.PublicApi.Tests.Actors;

namespace Akka.PublicApi.Tests.Messaging;

public sealed class ReferenceTests : TestKit.Xunit2.TestKit
{
    [Fact]
    public async Task References_are_equal_by_path_and_incarnation_and_can_be_ordered()
    {
        var first = Watch(Sys.ActorOf<Greeter>("same"));
        Sys.Stop(first);
        ExpectTerminated(first);

        var second = Sys.ActorOf<Greeter>("same");

        Assert.NotEqual(first, second);
        Assert.Equal(first.Path, second.Path);
        Assert.NotEqual(first.Path.Uid, second.Path.Uid);
        Assert.Equal(0, second.CompareTo(second));
        Assert.Single(new HashSet<IActorRef> { second, await Sys.ActorSelection("/user/same").ResolveOne(RemainingOrDefault) });
    }

    [Fact]
    public void Nobody_and_no_sender_stand_for_nobody()
    {
        ActorRefs.Nobody.Tell("into the void", TestActor);

        Assert.True(ActorRefs.Nobody.IsNobody());
        Assert.True(((IActorRef?)null).IsNobody());
        Assert.Same(ActorRefs.Nobody, Nobody.Instance);
        Assert.Null(ActorRefs.NoSender);
    }

    [Fact]
    public void Forwarded_message_keeps_its_sender()
    {
        var forwarder = Sys.ActorOf(Props.Create(() => new Forwarder(TestActor)));
        var probe = CreateTestProbe();

        forwarder.Tell("hello", probe);

        ExpectMsgFrom(probe, "hello");
    }

    [Fact]
    public async Task Future_reference_takes_one_message()
    {
        var promise = new TaskCompletionSource<string>();
        var future = ((ExtendedActorSystem)Sys).Provider.CreateFutureRef(promise);

        future.Tell("answer", TestActor);

        Assert.Equal("answer", await promise.Task.WaitAsync(RemainingOrDefault));
    }

    [Fact]
    public void Path_is_parsed_formatted_and_taken_apart()
    {
        var path = ActorPath.Parse("akka.tcp://shop@host:4053/user/orders/order-1#77");

        Assert.Equal("order-1", path.Name);
        Assert.Equal(77, path.Uid);
        Assert.Equal(["user", "orders", "order-1"], path.Elements);
        Assert.Equal("/user/orders/order-1", path.ToStringWithoutAddress());
        Assert.Equal("akka.tcp://shop@host:4053/user/orders", path.Parent.ToString());
        Assert.Equal("akka.tcp://shop@host:4053/user/orders/order-1#77", path.ToSerializationFormat());
        Assert.Equal(path, new RootActorPath(path.Address) / ["user", "orders", "order-1"]);
        Assert.False(ActorPath.TryParse("no path", out _));
        Assert.True(ActorPath.IsValidPathElement("order-1"));
        Assert.False(ActorPath.IsValidPathElement("a/b"));
    }

    [Fact]
    public void Address_is_parsed_formatted_and_compared()
    {
        var address = Address.Parse("akka.tcp://shop@host:4053");

        Assert.Equal(("akka.tcp", "shop", "host", 4053), (address.Protocol, address.System, address.Host, address.Port));
        Assert.Equal("akka.tcp://shop@host:4053", address.ToString());
        Assert.Equal(address, new Address("akka.tcp", "shop", "HOST", 4053));
        Assert.True(new Address("akka", "shop").HasLocalScope);
        Assert.True(address.HasGlobalScope);
        Assert.Equal(4054, address.WithPort(4054).Port);
        Assert.False(Address.TryParse("no address", out _));
    }

    private sealed class Forwarder(IActorRef target) : UntypedActor
    {
        protected override void OnReceive(object message) => target.Forward(message);
    }
}
