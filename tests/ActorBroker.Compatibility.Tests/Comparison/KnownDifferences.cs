using System.Text;

namespace ActorBroker.Compatibility.Tests.Comparison;

/// <summary>The table of differences as it stands in <c>COMPATIBILITY.md</c>, and as a run found it.</summary>
internal static class KnownDifferences
{
    private static readonly string Document = Path.Combine(Repository.Root, "tests", "ActorBroker.Compatibility.Tests", "COMPATIBILITY.md");
    private static readonly string Folder = Path.Combine(Repository.Root, "artifacts", "compatibility");

    /// <summary>What the document lists of a scenario: the rows of its tables whose five cells are scenario, step, Kafka's line, this broker's line, and why.</summary>
    public static Difference[] OfScenario(string name) =>
    [
        .. File.ReadLines(Document)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 7 && cells[1] == name && cells[5].Length > 0)
            .Select(cells => new Difference(cells[1], cells[2], cells[3].Trim('`'), cells[4].Trim('`'))),
    ];

    /// <summary>The differences as rows of that table; the last cell, why, is left to who writes them down.</summary>
    public static string Table(IEnumerable<Difference> differences) => string.Join('\n', differences.Select(
        difference => $"| {difference.Scenario} | {difference.Step} | `{difference.Kafka}` | `{difference.Ours}` | |"));

    /// <summary>Leaves what a run found in <c>artifacts/compatibility</c>.</summary>
    public static void Write(string name, IEnumerable<Difference> differences, IEnumerable<Answer> kafka, IEnumerable<Answer> ours)
    {
        Directory.CreateDirectory(Folder);
        var text = new StringBuilder($"# {name}\n\n| scenario | step | Kafka | ActorBroker | why |\n|---|---|---|---|---|\n")
            .Append(Table(differences))
            .Append("\n\n## All that Kafka answered\n\n").AppendJoin('\n', kafka.Select(answer => $"    {answer.Step}: {answer.Line}"))
            .Append("\n\n## All that ActorBroker answered\n\n").AppendJoin('\n', ours.Select(answer => $"    {answer.Step}: {answer.Line}"));
        File.WriteAllText(Path.Combine(Folder, $"{name.Replace(' ', '-').Replace("'", "", StringComparison.Ordinal)}.md"), text.Append('\n').ToString());
    }
}
