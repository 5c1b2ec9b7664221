using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Serialization;
using Akka.Tests.Actor;

namespace Akka.Tests.Serialization;

public sealed class SerializationTests : IDisposable
{
    private const string Hocon = """
        akka.actor {
          serializers {
            names = "Akka.Tests.Serialization.NameSerializer, Akka.Tests"
            typed = "Akka.Tests.Serialization.TypedSerializer, Akka.Tests"
          }
          serialization-bindings {
            "Akka.Tests.Serialization.INamed, Akka.Tests" = names
            "Akka.Tests.Serialization.Special, Akka.Tests" = typed
          }
          serialization-identifiers { "Akka.Tests.Serialization.TypedSerializer, Akka.Tests" = 501 }
        }
        """;

    private readonly Stage _stage = new(hocon: Hocon);

    private Akka.Serialization.Serialization Serialization => _stage.System.Serialization;

    public void Dispose() => _stage.Dispose();

    [Theory]
    [InlineData("hé", 17, "68C3A9", "System.String, System.Private.CoreLib")]
    [InlineData("", 17, "", "System.String, System.Private.CoreLib")]
    [InlineData(258, 17, "02010000", "System.Int32, System.Private.CoreLib")]
    [InlineData(-2L, 17, "FEFFFFFFFFFFFFFF", "System.Int64, System.Private.CoreLib")]
    [InlineData(new byte[] { 1, 2 }, 4, "0102", "")]
    public void Values_have_the_official_identifiers_manifests_and_bytes(object value, int identifier, string hex, string manifest)
    {
        var serializer = Serialization.FindSerializerFor(value);

        Assert.Equal(identifier, serializer.Identifier);
        Assert.Equal(hex, Convert.ToHexString(Serialization.Serialize(value)));
        Assert.Equal(manifest, Akka.Serialization.Serialization.ManifestFor(serializer, value));
        Assert.Equal(value, Serialization.Deserialize(Convert.FromHexString(hex), identifier, manifest));
    }

    [Theory]
    [InlineData("S", "61", "a")]
    [InlineData("System.String, mscorlib", "61", "a")]
    [InlineData("I", "01000000", 1)]
    [InlineData("System.Int32, mscorlib", "01000000", 1)]
    [InlineData("L", "0100000000000000", 1L)]
    [InlineData("System.Int64, mscorlib", "0100000000000000", 1L)]
    public void All_official_manifests_of_primitive_values_are_understood(string manifest, string hex, object value) =>
        Assert.Equal(value, Serialization.Deserialize(Convert.FromHexString(hex), 17, manifest));

    [Fact]
    public void Nothing_is_serialized_as_nothing()
    {
        Assert.Empty(Serialization.Serialize(null));
        Assert.Null(Serialization.Deserialize([], 0, ""));
    }

    [Theory]
    [InlineData(999, "x", "There is no serializer with the identifier 999.")]
    [InlineData(17, "B", "with the manifest 'B' are no string, int or long")]
    [InlineData(17, "I", "1 bytes with the manifest 'I' are no string, int or long")]
    [InlineData(501, "System.Diagnostics.Process, System.Diagnostics.Process", "names no type that is bound to 'Akka.Tests.Serialization.TypedSerializer, Akka.Tests'")]
    [InlineData(501, "No.Such", "names no type that is bound to")]
    public void What_a_stranger_sends_is_refused(int identifier, string manifest, string expected)
    {
        var error = Assert.Throws<SerializationException>(() => Serialization.Deserialize([1], identifier, manifest));

        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void Text_that_is_not_UTF8_is_refused() =>
        Assert.Throws<SerializationException>(() => Serialization.Deserialize([0xC3, 0x28], 17, "S"));

    [Fact]
    public void The_nearest_binding_counts()
    {
        Assert.IsType<NameSerializer>(Serialization.FindSerializerForType(typeof(Plain)));
        Assert.IsType<TypedSerializer>(Serialization.FindSerializerForType(typeof(Special)));
        Assert.Equal("Special!", ((INamed)Serialization.Deserialize([], 501, typeof(Special).AssemblyQualifiedName!)).Name);
    }

    [Fact]
    public void A_type_without_a_binding_is_refused_unless_a_default_is_named()
    {
        var error = Assert.Throws<SerializationException>(() => Serialization.Serialize(1.5));

        Assert.Equal("No serializer is bound to the type 'System.Double, System.Private.CoreLib'. Bind one in akka.actor.serialization-bindings.", error.Message);
        Assert.IsType<NameSerializer>(Serialization.FindSerializerFor(1.5, "names"));
    }

    [Fact]
    public void Serializers_can_be_registered_by_code()
    {
        var setup = SerializationSetup.Create(system => [SerializerDetails.Create("other", new NameSerializer(system), [typeof(Version)])]);
        _stage.Dispose();
        using var system = ActorSystem.Create("setup", ActorSystemSetup.Create(setup, BootstrapSetup.Create().WithConfig("akka.stdout-loglevel = OFF, akka.loglevel = OFF")));

        Assert.IsType<NameSerializer>(system.Serialization.FindSerializerForType(typeof(Version)));
    }

    [Theory]
    [InlineData("serializers.x = \"No.Such\"", "akka.actor.serializers.x names the class 'No.Such', which does not exist.")]
    [InlineData("serializers.x = \"System.String\"", "akka.actor.serializers.x names the class 'System.String', which is no serializer.")]
    [InlineData("serialization-bindings { \"System.Version\" = nobody }", "binds 'System.Version' to the serializer 'nobody', which akka.actor.serializers does not define.")]
    [InlineData("serialization-bindings { \"No.Such\" = bytes }", "names the type 'No.Such', which does not exist.")]
    [InlineData("serialization-identifiers { \"Akka.Tests.Serialization.TypedSerializer, Akka.Tests\" = 17 }", "have the same identifier 17.")]
    public void A_faulty_configuration_is_a_clear_error_at_the_start(string setting, string expected)
    {
        var config = ConfigurationFactory.ParseString($"{Hocon}\nakka.actor {{ {setting} }}\nakka.stdout-loglevel = OFF");

        var error = Assert.Throws<ConfigurationException>(() => ActorSystem.Create("faulty", config));

        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void A_reference_is_written_for_the_reader_and_found_again()
    {
        var actor = _stage.Actor((_, _) => { }, "worker");
        var address = new Address("akka.tcp", "stage", "host", 4053);

        var local = Akka.Serialization.Serialization.SerializedActorPath(actor);
        var remote = Akka.Serialization.Serialization.WithTransport(_stage.System, address, () => Akka.Serialization.Serialization.SerializedActorPath(actor));

        Assert.Equal($"akka://stage/user/worker#{actor.Path.Uid}", local);
        Assert.Equal($"akka.tcp://stage@host:4053/user/worker#{actor.Path.Uid}", remote);
        Assert.Equal(actor, Serialization.DeserializeActorRef(local));
        Assert.Equal("", Akka.Serialization.Serialization.SerializedActorPath(ActorRefs.Nobody));
    }

    [Fact]
    public void The_transport_is_that_of_the_innermost_call_and_nobody_s_outside()
    {
        var outer = new Address("akka.tcp", "stage", "outer", 1);
        var inner = new Address("akka.tcp", "stage", "inner", 1);

        var seen = Akka.Serialization.Serialization.WithTransport(_stage.System, outer, () => (
            Akka.Serialization.Serialization.WithTransport(_stage.System, inner, Current),
            Current()));

        Assert.Equal((inner, outer), seen);
        Assert.Throws<InvalidOperationException>(Current);

        static Address Current() => Akka.Serialization.Serialization.GetCurrentTransportInformation().Address;
    }

    [Fact]
    public void Serialized_messages_arrive_as_copies_and_what_cannot_be_sent_is_an_error()
    {
        _stage.Dispose();
        using var stage = new Stage(hocon: "akka.actor.serialize-messages = on\n" + Hocon);
        var probe = stage.Probe();
        var message = new Plain("x");

        stage.Tell(probe.Ref, message, "text");
        var error = Record.Exception(() => stage.Tell(probe.Ref, 1.5));

        Assert.Equal([message, "text"], probe.Received);
        Assert.NotSame(message, probe.Received[0]);
        Assert.IsType<SerializationException>(error);
    }
}
