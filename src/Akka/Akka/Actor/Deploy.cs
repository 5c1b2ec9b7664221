using Akka.Configuration;

namespace Akka.Actor;

/// <summary>Which dispatcher, mailbox and stash an actor gets. Immutable.</summary>
public class Deploy : IEquatable<Deploy>
{
    /// <summary>The mailbox's own <c>stash-capacity</c> counts.</summary>
    public const int NoStashSize = -1;

    public static readonly string NoDispatcherGiven = string.Empty;
    public static readonly string NoMailboxGiven = string.Empty;
    public static readonly Deploy Local = new(LocalScope.Instance);
    public static readonly Deploy None = new();

    public Deploy()
        : this(LocalScope.Instance)
    {
    }

    public Deploy(Scope scope)
        : this("", scope)
    {
    }

    public Deploy(string path, Scope scope)
        : this(path, ConfigurationFactory.Empty, scope, NoDispatcherGiven, NoMailboxGiven, NoStashSize)
    {
    }

    internal Deploy(string path, Config config, Scope scope, string dispatcher, string mailbox, int stashCapacity)
    {
        Path = path;
        Config = config;
        Scope = scope;
        Dispatcher = dispatcher;
        Mailbox = mailbox;
        StashCapacity = stashCapacity;
    }

    /// <summary>The path below <c>/user</c> that it is for; empty when it belongs to props.</summary>
    public string Path { get; }

    public Config Config { get; }

    public Scope Scope { get; }

    /// <summary>Empty when none is named.</summary>
    public string Dispatcher { get; }

    /// <summary>Empty when none is named.</summary>
    public string Mailbox { get; }

    /// <summary><see cref="NoStashSize"/> when none is given.</summary>
    public int StashCapacity { get; }

    public virtual Deploy WithFallback(Deploy other) => new(
        Path,
        Config.WithFallback(other.Config),
        Scope.WithFallback(other.Scope),
        Dispatcher.Length == 0 ? other.Dispatcher : Dispatcher,
        Mailbox.Length == 0 ? other.Mailbox : Mailbox,
        StashCapacity == NoStashSize ? other.StashCapacity : StashCapacity);

    public virtual Deploy WithDispatcher(string dispatcher) => new(Path, Config, Scope, dispatcher, Mailbox, StashCapacity);

    public virtual Deploy WithMailbox(string mailbox) => new(Path, Config, Scope, Dispatcher, mailbox, StashCapacity);

    public virtual Deploy WithStashCapacity(int stashSize) => new(Path, Config, Scope, Dispatcher, Mailbox, stashSize);

    public bool Equals(Deploy? other) =>
        other is not null && Path == other.Path && Scope.Equals(other.Scope) && Dispatcher == other.Dispatcher
        && Mailbox == other.Mailbox && StashCapacity == other.StashCapacity;

    public override bool Equals(object? obj) => Equals(obj as Deploy);

    public override int GetHashCode() => HashCode.Combine(Path, Dispatcher, Mailbox, StashCapacity);
}
