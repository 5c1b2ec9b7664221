namespace Akka.Actor;

/// <summary>Which provider of references a system has.</summary>
public abstract class ProviderSelection
{
    internal const string RemoteClass = "Akka.Remote.RemoteActorRefProvider, Akka.Remote";
    internal const string ClusterClass = "Akka.Cluster.ClusterActorRefProvider, Akka.Cluster";
    internal const string LocalClass = "Akka.Actor.LocalActorRefProvider, Akka";

    private ProviderSelection(string identifier, string fqn, bool hasCluster)
    {
        Identifier = identifier;
        Fqn = fqn;
        HasCluster = hasCluster;
    }

    internal string Identifier { get; }

    internal string Fqn { get; }

    internal bool HasCluster { get; }

    internal static ProviderSelection FromText(string provider) => provider switch
    {
        "local" or LocalClass or "Akka.Actor.LocalActorRefProvider" => Local.Instance,
        "remote" or RemoteClass => Remote.Instance,
        "cluster" or ClusterClass => Cluster.Instance,
        _ => new Custom(provider),
    };

    /// <summary>Actors of this process only.</summary>
    public sealed class Local : ProviderSelection
    {
        public static readonly Local Instance = new();

        private Local()
            : base("local", LocalClass, false)
        {
        }
    }

    /// <summary>Actors of other processes as well.</summary>
    public sealed class Remote : ProviderSelection
    {
        public static readonly Remote Instance = new();

        private Remote()
            : base("remote", RemoteClass, false)
        {
        }
    }

    /// <summary>A member of a cluster.</summary>
    public sealed class Cluster : ProviderSelection
    {
        public static readonly Cluster Instance = new();

        private Cluster()
            : base("cluster", ClusterClass, true)
        {
        }
    }

    /// <summary>A class of the user's.</summary>
    public sealed class Custom(string fqn, string? identifier = null, bool hasCluster = false) : ProviderSelection(identifier ?? fqn, fqn, hasCluster);
}
