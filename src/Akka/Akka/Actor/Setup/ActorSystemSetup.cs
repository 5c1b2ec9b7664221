using Akka.Util;

namespace Akka.Actor.Setup;

/// <summary>At most one <see cref="Setup"/> of each class. Immutable.</summary>
public sealed class ActorSystemSetup
{
    public static readonly ActorSystemSetup Empty = new([]);

    private readonly Dictionary<Type, Setup> _setups;

    private ActorSystemSetup(Dictionary<Type, Setup> setups) => _setups = setups;

    /// <summary>Of several of one class the last counts.</summary>
    public static ActorSystemSetup Create(params Setup[] setup)
    {
        var setups = new Dictionary<Type, Setup>();
        foreach (var each in setup)
            setups[each.GetType()] = each;
        return new ActorSystemSetup(setups);
    }

    public Option<T> Get<T>()
        where T : Setup => _setups.TryGetValue(typeof(T), out var setup) ? new Option<T>((T)setup) : Option<T>.None;

    public ActorSystemSetup WithSetup<T>(T setup)
        where T : Setup => new(new Dictionary<Type, Setup>(_setups) { [typeof(T)] = setup });

    public ActorSystemSetup And<T>(T setup)
        where T : Setup => WithSetup(setup);
}
