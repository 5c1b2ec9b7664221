using ActorBroker.Architecture.Tests.Layers;
using ActorBroker.Architecture.Tests.Seams;
using ActorBroker.Architecture.Tests.Sources;

namespace ActorBroker.Architecture.Tests;

public sealed class RulesTests
{
    public static TheoryData<string> RuleNames => [.. Rules.All.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void The_repository_keeps_the_rule(string rule)
    {
        var findings = Rules.Find(rule).Find(SourceSet.Repository);

        Assert.True(findings.Count == 0, $"{findings.Count} findings of {rule}:\n{string.Join('\n', findings)}");
    }

    [Fact]
    public void The_rules_see_the_whole_repository()
    {
        var files = SourceSet.Repository;

        Assert.NotNull(files.Find("src/ActorBroker.Model/Offset.cs"));
        Assert.NotNull(files.Find("src/ActorBroker.Log/ActorBroker.Log.csproj"));
        Assert.NotNull(files.Find("tests/ActorBroker.Architecture.Tests/RulesTests.cs"));
        Assert.NotNull(files.Find("src/Akka/Akka/Akka.csproj"));
        Assert.NotNull(files.Find("Directory.Build.props"));
        Assert.NotNull(files.Find(".editorconfig"));
        Assert.NotNull(files.Find(".ci/run"));
        Assert.NotNull(files.Find("build.ps1"));
    }

    [Fact]
    public void The_rules_see_no_build_output()
    {
        var built = SourceSet.Repository.Files.Where(file => file.Path.Split('/').Intersect(["obj", "bin", "artifacts"]).Any());

        Assert.Empty(built.Select(file => file.Path));
    }

    [Fact]
    public void Every_edge_of_the_layer_table_points_down_or_sideways_without_a_circle()
    {
        var reached = new HashSet<string>();
        var left = LayerTable.Rows.ToList();
        while (left.Find(row => row.MayUse.All(reached.Contains)) is { } next)
        {
            reached.Add(next.Project);
            left.Remove(next);
        }

        Assert.Empty(left.Select(row => row.Project));
        Assert.All(LayerTable.Rows, row => Assert.All(row.MayUse, used => Assert.True(LayerTable.Find(used)!.Layer <= row.Layer)));
    }

    [Fact]
    public void Every_seam_on_the_list_is_still_one()
    {
        var stale = SeamFiles.FindStale(SourceSet.Repository);

        Assert.Empty(stale);
    }

    [Fact]
    public void Every_suppression_on_the_list_still_exists()
    {
        var stale = Suppressions.FindStale(SourceSet.Repository);

        Assert.Empty(stale);
    }
}
