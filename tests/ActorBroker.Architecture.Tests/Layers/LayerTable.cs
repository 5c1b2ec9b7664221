namespace ActorBroker.Architecture.Tests.Layers;

/// <summary>
/// Which project may reference which: the table of <c>src/ARCHITECTURE.md</c>, projects that are still to come included.
/// A change here is a change of the architecture.
/// </summary>
internal static class LayerTable
{
    private const string Model = "ActorBroker.Model";
    private const string Lanes = "ActorBroker.Lanes";
    private const string Log = "ActorBroker.Log";
    private const string Wire = "ActorBroker.Wire";
    private const string Generator = "ActorBroker.Wire.Generator";
    private const string Machines = "ActorBroker.Machines";
    private const string Contracts = "ActorBroker.Contracts";
    private const string Journal = "ActorBroker.Journal";
    private const string Broker = "ActorBroker.Broker";
    private const string Client = "ActorBroker.Client";
    private const string Listener = "ActorBroker.Listener";
    private const string Akka = "Akka";
    private const string Persistence = "Akka.Persistence";
    private const string Coordination = "Akka.Coordination";
    private const string TestKit = "Akka.TestKit";
    private const string Remote = "Akka.Remote";
    private const string Cluster = "Akka.Cluster";
    private const string ClusterTools = "Akka.Cluster.Tools";

    private static readonly LayerRow[] UpToTheDoors =
    [
        new(0, Model, [], IsPure: true),
        new(0, Lanes, [], IsPure: true),
        new(0, Generator, []),
        new(1, Log, [Model], IsPure: true),
        new(1, Wire, [Model, Generator], IsPure: true),
        new(1, Machines, [Model], IsPure: true),
        new(2, Akka, []),
        new(2, Persistence, [Akka]),
        new(2, Coordination, [Akka]),
        new(2, TestKit, [Akka]),
        new(2, "Akka.TestKit.Xunit2", [TestKit]),
        new(2, Remote, [Akka, Lanes]),
        new(2, Cluster, [Remote, Coordination]),
        new(2, ClusterTools, [Cluster]),
        new(3, Contracts, [Model, Lanes, Akka], IsPure: true),
        new(3, Journal, [Model, Log, Machines, Contracts, Akka, Persistence, Remote], IsPure: true),
        new(4, Broker,
            [
                Model, Log, Wire, Machines, Contracts, Journal,
                Akka, Persistence, Coordination, Remote, Cluster, ClusterTools,
            ],
            IsPure: true),
        new(4, Client, [Model, Contracts, Akka, Remote, ClusterTools]),
        new(5, Listener, [Model, Log, Wire, Machines, Contracts, Broker, Akka]),
        new(6, "ActorBroker.Connect", [Model, Client]),
        new(6, "ActorBroker.Streams", [Model, Client]),
        new(6, "ActorBroker.Sql", [Model, Client]),
    ];

    /// <summary>Every project that may lie under <c>src/</c>.</summary>
    public static IReadOnlyList<LayerRow> Rows { get; } =
    [
        .. UpToTheDoors,
        new(6, "ActorBroker.Hosting", [.. AllBelow(6)]),
        new(7, "ActorBroker.Server", [.. AllBelow(7), "ActorBroker.Hosting"]),
        new(7, "ActorBroker.TestKit", [.. AllBelow(7), "ActorBroker.Hosting", "Akka.TestKit.Xunit2"]),
    ];

    /// <summary>
    /// The parts of a project that another may use where it may not use all: (user, used project, namespaces that are open to it).
    /// </summary>
    public static IReadOnlyList<(string User, string Used, string[] Namespaces)> OpenNamespaces { get; } =
    [
        (Listener, Broker, ["ActorBroker.Broker.Doors"]),
    ];

    /// <summary>The row of a project, or null for a project that the table does not know.</summary>
    public static LayerRow? Find(string project) => Rows.FirstOrDefault(row => row.Project == project);

    /// <summary>True for a name that a project of the kernel, or the official package of that name, has.</summary>
    public static bool IsKernelName(string project) =>
        project == Akka || project.StartsWith("Akka.", StringComparison.Ordinal);

    // "All below" of the design: what a process is made of, so neither the test kit nor what only a build runs.
    private static IEnumerable<string> AllBelow(int layer) =>
        UpToTheDoors
            .Where(row => row.Layer < layer && row.Project != Generator)
            .Where(row => !row.Project.StartsWith(TestKit, StringComparison.Ordinal))
            .Select(row => row.Project);
}
