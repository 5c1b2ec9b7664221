using Akka.Actor;

namespace Akka.TestKit;

/// <summary>The test kit's settings as an extension of an actor system. Also a system that was made without them gets their defaults.</summary>
public class TestKitExtension : ExtensionIdProvider<TestKitSettings>
{
    public static TestKitSettings For(ActorSystem system) => new TestKitExtension().Apply(system);

    public override TestKitSettings CreateExtension(ExtendedActorSystem system)
    {
        system.Settings.InjectTopLevelFallback(TestKitBase.DefaultConfig);
        return new TestKitSettings(system.Settings.Config);
    }
}
