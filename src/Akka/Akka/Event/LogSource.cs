using Akka.Actor;

namespace Akka.Event;

/// <summary>Who logs: a text for the event, and a class.</summary>
public struct LogSource
{
    private LogSource(string source, Type type)
    {
        Source = source;
        Type = type;
    }

    /// <summary>The text.</summary>
    public string Source { get; }

    /// <summary>The class.</summary>
    public Type Type { get; }

    /// <summary>A source for a context, a reference, a text, a type, an actor system, or any other object by its type.</summary>
    public static LogSource Create(object o) => o switch
    {
        IActorContext context => new LogSource(context.Self.Path.ToString(), ActorClass(context)),
        IActorRef actor => new LogSource(actor.Path.ToString(), actor.GetType()),
        string text => new LogSource(text, typeof(DummyClassForStringSources)),
        Type type => new LogSource(Logging.SimpleName(type), type),
        ActorSystem system => new LogSource(system.Name, typeof(ActorSystem)),
        _ => new LogSource(Logging.SimpleName(o), o.GetType()),
    };

    /// <summary>The same, with the actor system's address or name in the text.</summary>
    public static LogSource Create(object o, ActorSystem system) => o switch
    {
        IActorContext context => new LogSource(FromActor(context, system), ActorClass(context)),
        IActorRef actor => new LogSource(FromActorRef(actor, system), actor.GetType()),
        string text => new LogSource(FromString(text, system), typeof(DummyClassForStringSources)),
        Type type => new LogSource(FromType(type, system), type),
        ActorSystem => Create(o),
        _ => new LogSource(FromType(o.GetType(), system), o.GetType()),
    };

    /// <summary>A source of a text and a class.</summary>
    public static LogSource Create(string source, Type t) => new(source, t);

    /// <summary>A type's simple name and the actor system.</summary>
    public static string FromType(Type t, ActorSystem system) => FromString(Logging.SimpleName(t), system);

    /// <summary>A text and the actor system.</summary>
    public static string FromString(string source, ActorSystem system) => $"{source}({system.Name})";

    /// <summary>An actor's path with the address of its system.</summary>
    public static string FromActor(IActorContext actor, ActorSystem system) => FromActorRef(actor.Self, system);

    /// <summary>A reference's path with the address of its system; the plain path while the system is starting.</summary>
    public static string FromActorRef(IActorRef a, ActorSystem system) =>
        (system as ExtendedActorSystem)?.Provider?.DefaultAddress is { } address ? a.Path.ToStringWithAddress(address) : a.Path.ToString();

    private static Type ActorClass(IActorContext context) => context.Props.Type;
}
