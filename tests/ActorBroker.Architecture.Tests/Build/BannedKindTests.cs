using ActorBroker.Architecture.Tests.Layers;

namespace ActorBroker.Architecture.Tests.Build;

/// <summary>Which lists of banned symbols a project is built with.</summary>
[Collection(nameof(EvaluatedProjects))]
public sealed class BannedKindTests(EvaluatedProjects projects)
{
    [Theory]
    [InlineData("src/ActorBroker.Log/ActorBroker.Log.csproj", "BannedSymbols.txt BannedSymbols.Edge.txt BannedSymbols.Pure.txt")]
    [InlineData("src/ActorBroker.Listener/ActorBroker.Listener.csproj", "BannedSymbols.txt BannedSymbols.Edge.txt")]
    [InlineData("src/Akka/Akka.Remote/Akka.Remote.csproj", "BannedSymbols.txt")]
    [InlineData("tests/ActorBroker.Log.Tests/ActorBroker.Log.Tests.csproj", "BannedSymbols.txt")]
    public void A_project_is_built_with_the_lists_of_its_kind(string project, string lists)
    {
        Assert.Equal(lists.Split(' '), projects.Items(project, "AdditionalFiles"));
        Assert.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers", projects.Items(project, "PackageReference"));
    }

    [Fact]
    public void The_build_takes_the_same_projects_for_pure_as_the_layer_table()
    {
        var targets = File.ReadAllText(Path.Combine(Repository.Root, "Directory.Build.targets"));
        var pure = LayerTable.Rows.Where(row => row.IsPure).Select(row => row.Project["ActorBroker.".Length..]);

        Assert.Contains($"({string.Join('|', pure)})$", targets);
    }
}
