namespace Akka.Actor;

/// <summary>A decider that is a function.</summary>
public class LocalOnlyDecider(Func<Exception, Directive> decider) : IDecider
{
    private readonly Func<Exception, Directive> _decider = decider;

    public Directive Decide(Exception cause) => _decider(cause);
}
