using ActorBroker.Architecture.Tests.Sources;

namespace ActorBroker.Architecture.Tests;

/// <summary>One rule: its name, where it holds, and the check, which is a function of the files alone.</summary>
internal sealed record Rule(string Name, Area Areas, Func<SourceSet, IEnumerable<Finding>> Check)
{
    /// <summary>The rule's findings in those of the files that it is about, in order of path and line.</summary>
    public IReadOnlyList<Finding> Find(SourceSet files) =>
        [.. Check(files.In(Areas)).OrderBy(finding => finding.Path, StringComparer.Ordinal).ThenBy(finding => finding.Line)];
}
