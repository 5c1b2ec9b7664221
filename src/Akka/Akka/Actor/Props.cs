using System.Linq.Expressions;
using Akka.Actor.Internal;
using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>
/// How to make an actor: its class and constructor arguments, or a producer; and its deployment. Immutable, so that one
/// instance may make any number of actors, from any thread.
/// </summary>
public class Props : IEquatable<Props>
{
    /// <summary>Props of an actor that does nothing and leaves every message unhandled.</summary>
    public static readonly Props None = new(typeof(EmptyActor));

    private readonly IIndirectActorProducer _producer;
    private readonly object?[] _arguments;
    private PlacementInSystem? _placement;

    protected Props()
        : this(typeof(EmptyActor))
    {
    }

    protected Props(Props copy)
        : this(copy._producer, copy.Deploy, copy.SupervisorStrategy, copy._arguments)
    {
    }

    public Props(Type type)
        : this(type, [])
    {
    }

    public Props(Type type, object?[] args)
        : this(new ReflectiveProducer(type, args), Deploy.Local, null, args)
    {
    }

    public Props(Type type, SupervisorStrategy supervisorStrategy, params object?[] args)
        : this(new ReflectiveProducer(type, args), Deploy.Local, supervisorStrategy, args)
    {
    }

    public Props(Deploy deploy, Type type, params object?[] args)
        : this(new ReflectiveProducer(type, args), deploy, null, args)
    {
    }

    internal Props(IIndirectActorProducer producer, Deploy deploy, SupervisorStrategy? strategy, object?[] arguments)
    {
        _producer = producer;
        _arguments = arguments;
        Deploy = deploy;
        SupervisorStrategy = strategy;
    }

    public static Props Empty => None;

    public Deploy Deploy { get; protected set; }

    /// <summary>What the actor does with its children's failures; null: what its class says.</summary>
    public SupervisorStrategy? SupervisorStrategy { get; protected set; }

    public Type Type => _producer.ActorType;

    public string Mailbox => Deploy.Mailbox;

    public string Dispatcher => Deploy.Dispatcher.Length == 0 ? Dispatchers.DefaultDispatcherId : Deploy.Dispatcher;

    public object?[] Arguments => _arguments;

    /// <summary>
    /// From an expression <c>() => new MyActor(a, b)</c>. The arguments are evaluated once, here; every incarnation gets the same.
    /// </summary>
    /// <exception cref="ArgumentException">The expression is not a constructor call.</exception>
    public static Props Create<TActor>(Expression<Func<TActor>> factory, SupervisorStrategy? supervisorStrategy = null)
        where TActor : ActorBase
    {
        if (factory.Body is not NewExpression construction)
            throw new ArgumentException("The create function must be a 'new T (args)' expression", nameof(factory));
        var arguments = construction.Arguments.Select(Evaluate).ToArray();
        return new Props(new ReflectiveProducer(typeof(TActor), arguments), Deploy.Local, supervisorStrategy, arguments);
    }

    public static Props Create<TActor>(params object?[] args)
        where TActor : ActorBase => new(typeof(TActor), args);

    public static Props Create<TActor>(SupervisorStrategy supervisorStrategy)
        where TActor : ActorBase, new() => new(typeof(TActor), supervisorStrategy);

    public static Props Create(Type type, params object?[] args) => new(type, args);

    /// <exception cref="ArgumentNullException"><paramref name="producer"/> is null.</exception>
    public static Props CreateBy(IIndirectActorProducer producer, params object?[] args)
    {
        ArgumentNullException.ThrowIfNull(producer);
        return new Props(producer, Deploy.Local, null, args);
    }

    public static Props CreateBy<TProducer>(params object?[] args)
        where TProducer : class, IIndirectActorProducer =>
        CreateBy((IIndirectActorProducer)Activator.CreateInstance(typeof(TProducer), args)!, args);

    public Props WithMailbox(string mailbox) => With(Deploy.WithMailbox(mailbox));

    public Props WithDispatcher(string dispatcher) => With(Deploy.WithDispatcher(dispatcher));

    public Props WithStashCapacity(int stashCapacity) => With(Deploy.WithStashCapacity(stashCapacity));

    public Props WithDeploy(Deploy deploy) => With(deploy.WithFallback(Deploy));

    public Props WithSupervisorStrategy(SupervisorStrategy supervisorStrategy)
    {
        var copy = Copy();
        copy.SupervisorStrategy = supervisorStrategy;
        return copy;
    }

    /// <summary>Makes an incarnation; only the runtime may call it.</summary>
    /// <exception cref="TypeLoadException">The constructor threw; the inner exception is what it threw.</exception>
    public virtual ActorBase NewActor() => _producer.Produce();

    public bool Equals(Props? other) =>
        other is not null && Type == other.Type && Deploy.Equals(other.Deploy)
        && Equals(SupervisorStrategy, other.SupervisorStrategy) && _arguments.SequenceEqual(other._arguments)
        && (ReferenceEquals(_producer, other._producer) || (_producer is ReflectiveProducer && other._producer is ReflectiveProducer));

    public override bool Equals(object? obj) => Equals(obj as Props);

    public override int GetHashCode() => HashCode.Combine(Type, Deploy);

    internal void Release(ActorBase actor) => _producer.Release(actor);

    /// <summary>Dispatcher and mailbox of these props in a system, looked up once.</summary>
    internal PlacementInSystem PlacementIn(ActorSystemImpl system)
    {
        var placement = _placement;
        return ReferenceEquals(placement?.System, system) ? placement! : _placement = PlacementInSystem.Find(system, this);
    }

    protected virtual Props Copy() => new(this);

    private static object? Evaluate(Expression argument) => argument is ConstantExpression constant
        ? constant.Value
        : Expression.Lambda(argument).Compile(preferInterpretation: true).DynamicInvoke();

    private Props With(Deploy deploy)
    {
        var copy = Copy();
        copy.Deploy = deploy;
        return copy;
    }

    private sealed class EmptyActor : UntypedActor
    {
        protected override void OnReceive(object message) => Unhandled(message);
    }
}
