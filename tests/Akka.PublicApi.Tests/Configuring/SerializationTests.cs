using System.Text;
using Akka.Actor;
using Akka.Serialization;

namespace Akka.PublicApi.Tests.Configuring;

public sealed class SerializationTests() : TestKit.Xunit2.TestKit($$"""
    akka.actor {
      serialize-messages = on
      serializers.orders = "{{typeof(OrderSerializer).AssemblyQualifiedName}}"
      serialization-bindings { "{{typeof(Order).AssemblyQualifiedName}}" = orders }
      serialization-identifiers { "{{typeof(OrderSerializer).AssemblyQualifiedName}}" = 4711 }
    }
    """)
{
    [Fact]
    public void Serializer_of_a_type_is_bound_by_configuration_and_known_by_its_identifier()
    {
        var order = new Order(7);

        var serializer = (SerializerWithStringManifest)Sys.Serialization.FindSerializerFor(order);
        var bytes = serializer.ToBinary(order);

        Assert.Equal(4711, serializer.Identifier);
        Assert.Equal("O1", serializer.Manifest(order));
        Assert.Equal(order, Sys.Serialization.Deserialize(bytes, 4711, "O1"));
        Assert.Same(serializer, Sys.Serialization.FindSerializerForType(typeof(Order)));
    }

    [Theory]
    [InlineData("text", 17)]
    [InlineData(1, 17)]
    [InlineData(1L, 17)]
    public void Primitive_values_have_the_official_serializers(object value, int identifier)
    {
        var serializer = Sys.Serialization.FindSerializerFor(value);

        Assert.Equal(identifier, serializer.Identifier);
    }

    [Fact]
    public void Bytes_are_serialized_as_they_are()
    {
        byte[] bytes = [1, 2, 3];

        var serializer = Sys.Serialization.FindSerializerFor(bytes);

        Assert.Equal(4, serializer.Identifier);
        Assert.Equal(bytes, serializer.ToBinary(bytes));
    }

    [Fact]
    public void Messages_are_serialized_between_actors_when_asked_for()
    {
        var order = new Order(7);
        var echo = Sys.ActorOf(Props.Create(() => new Echo()));

        echo.Tell(order, TestActor);

        var copy = ExpectMsg<Order>();
        Assert.Equal(order, copy);
        Assert.NotSame(order, copy);
    }

    [Fact]
    public void Reference_goes_to_text_and_back_in_a_serializer()
    {
        var text = Serialization.Serialization.SerializedActorPath(TestActor);

        Assert.Equal(TestActor, ((ExtendedActorSystem)Sys).Provider.ResolveActorRef(text));
    }

    [Fact]
    public void Serializers_are_registered_by_a_setup_too()
    {
        var setup = SerializationSetup.Create(system => [SerializerDetails.Create("orders", new OrderSerializer(system), [typeof(Order)])]);
        using var system = ActorSystem.Create("set-up", BootstrapSetup.Create().And(setup));

        Assert.IsType<OrderSerializer>(system.Serialization.FindSerializerFor(new Order(1)));
    }

    internal sealed record Order(int Number);

    internal sealed class OrderSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
    {
        public override int Identifier => 4711;

        public override string Manifest(object o) => "O1";

        public override byte[] ToBinary(object obj) => BitConverter.GetBytes(((Order)obj).Number);

        public override object FromBinary(byte[] bytes, string manifest) => manifest == "O1"
            ? new Order(BitConverter.ToInt32(bytes))
            : throw new ArgumentException($"Unknown manifest {manifest} of {Encoding.UTF8.GetByteCount(manifest)} bytes", nameof(manifest));
    }

    private sealed class Echo : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message, Self);
    }
}
