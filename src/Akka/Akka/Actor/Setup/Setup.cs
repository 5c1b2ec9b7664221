namespace Akka.Actor.Setup;

/// <summary>A piece of set-up that cannot be told in configuration.</summary>
public abstract class Setup
{
    public ActorSystemSetup And(Setup other) => ActorSystemSetup.Create(this, other);
}
