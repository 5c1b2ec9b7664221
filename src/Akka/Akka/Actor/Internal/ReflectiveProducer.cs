using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Akka.Actor.Internal;

/// <summary>
/// Makes actors of a class by its constructor. Without arguments the call is compiled on the second use:
/// the first actor of a class is made by reflection, the millionth is not.
/// </summary>
internal sealed class ReflectiveProducer : IIndirectActorProducer
{
    private const BindingFlags AnyConstructor = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly object?[] _arguments;
    private Func<ActorBase>? _compiled;
    private bool _usedOnce;

    /// <exception cref="ArgumentException">The class is no actor, or is abstract.</exception>
    public ReflectiveProducer(Type type, object?[] arguments)
    {
        if (!typeof(ActorBase).IsAssignableFrom(type) || type.IsAbstract)
            throw new ArgumentException($"[{type}] is not a class of actors that can be made", nameof(type));
        ActorType = type;
        _arguments = arguments;
    }

    public Type ActorType { get; }

    public ActorBase Produce()
    {
        if (_compiled is not null)
            return _compiled();
        if (_usedOnce)
            _compiled = Compile();
        _usedOnce = true;
        try
        {
            return (ActorBase)Activator.CreateInstance(ActorType, AnyConstructor, null, _arguments, null)!;
        }
        catch (TargetInvocationException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerException!);
            throw;
        }
        catch (MissingMethodException e)
        {
            var expected = string.Join(", ", _arguments.Select(argument => argument?.GetType().Name ?? "null"));
            throw new TypeLoadException($"Actor class [{ActorType}] has no constructor ({expected})", e);
        }
    }

    public void Release(ActorBase actor)
    {
    }

    private Func<ActorBase>? Compile()
    {
        if (_arguments.Length > 0 || ActorType.GetConstructor(AnyConstructor, []) is not { } constructor)
            return null;
        return Expression.Lambda<Func<ActorBase>>(Expression.New(constructor)).Compile();
    }
}
