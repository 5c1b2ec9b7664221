namespace ActorBroker.Compatibility.Tests.Comparison;

/// <summary>Where this broker told a client something else than Kafka does.</summary>
/// <param name="Scenario">Whose answers they are.</param>
/// <param name="Step">What was asked for.</param>
/// <param name="Kafka">Kafka's line; <see cref="Nothing"/> where it has none.</param>
/// <param name="Ours">This broker's line; <see cref="Nothing"/> where it has none.</param>
internal sealed record Difference(string Scenario, string Step, string Kafka, string Ours)
{
    /// <summary>Stands for a line that one of the two does not print.</summary>
    public const string Nothing = "(nothing)";

    /// <summary>Stands for all lines of a step that both print, but not in the same order.</summary>
    public const string OtherOrder = "(the same in another order)";

    /// <summary>All differences between two runs of a scenario, step by step: what only one of the two printed, paired in order.</summary>
    public static IEnumerable<Difference> Between(string scenario, IReadOnlyList<Answer> kafka, IReadOnlyList<Answer> ours)
    {
        foreach (var step in kafka.Concat(ours).Select(answer => answer.Step).Distinct())
        {
            string[] theirs = [.. LinesOf(kafka, step)];
            string[] mine = [.. LinesOf(ours, step)];
            var (onlyTheirs, onlyMine) = (Without(theirs, mine), Without(mine, theirs));
            for (var index = 0; index < Math.Max(onlyTheirs.Count, onlyMine.Count); index++)
                yield return new Difference(scenario, step, onlyTheirs.ElementAtOrDefault(index) ?? Nothing, onlyMine.ElementAtOrDefault(index) ?? Nothing);
            if (onlyTheirs.Count == 0 && onlyMine.Count == 0 && !theirs.SequenceEqual(mine))
                yield return new Difference(scenario, step, string.Join("; ", theirs), OtherOrder);
        }
    }

    private static IEnumerable<string> LinesOf(IEnumerable<Answer> answers, string step) =>
        answers.Where(answer => answer.Step == step).Select(answer => answer.Line);

    /// <summary>The lines without the others, each of which takes one away.</summary>
    private static List<string> Without(string[] lines, string[] others)
    {
        var left = others.ToList();
        return [.. lines.Where(line => !left.Remove(line))];
    }
}
