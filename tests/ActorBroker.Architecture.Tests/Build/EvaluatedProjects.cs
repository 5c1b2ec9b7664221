namespace ActorBroker.Architecture.Tests.Build;

/// <summary>Small projects of each kind and runtime, evaluated once for all tests that ask about them.</summary>
public sealed class EvaluatedProjects
{
    private const string Client = "src/ActorBroker.Client/ActorBroker.Client.csproj";

    private readonly Dictionary<string, string[]> _lines = [];

    public EvaluatedProjects()
    {
        using var probe = new ProbeRepository();
        var client = probe.AddProject(Client, "Akka.Remote", "Akka");
        var evaluations = new List<(string Name, string Project, string Properties)>
        {
            ("default", client, ""),
            ("kernel", client, "AkkaRuntime=kernel"),
            ("packages", client, "AkkaRuntime=packages"),
            ("packages of another version", client, "AkkaRuntime=packages;AkkaVersion=1.5.99"),
        };
        foreach (var path in ProjectOfEachKind)
            evaluations.Add((path, probe.AddProject(path), ""));

        var results = probe.Evaluate([.. evaluations.Select(evaluation => (evaluation.Project, evaluation.Properties))]);

        for (var index = 0; index < results.Count; index++)
            _lines[evaluations[index].Name] = results[index];
    }

    /// <summary>One project of each kind that has banned lists of its own.</summary>
    public static IReadOnlyList<string> ProjectOfEachKind { get; } =
    [
        "src/ActorBroker.Log/ActorBroker.Log.csproj",
        "src/ActorBroker.Listener/ActorBroker.Listener.csproj",
        "src/Akka/Akka.Remote/Akka.Remote.csproj",
        "tests/ActorBroker.Log.Tests/ActorBroker.Log.Tests.csproj",
    ];

    /// <summary>The items of one kind in one evaluation, as text behind their kind.</summary>
    public IEnumerable<string> Items(string evaluation, string kind) =>
        _lines[evaluation]
            .Where(line => line.StartsWith(kind + " ", StringComparison.Ordinal))
            .Select(line => line[(kind.Length + 1)..].Replace('\\', '/'));

    /// <summary>The items of one kind whose name begins with Akka.</summary>
    public IEnumerable<string> AkkaItems(string evaluation, string kind) =>
        Items(evaluation, kind).Where(item => item.StartsWith("Akka", StringComparison.Ordinal));
}
