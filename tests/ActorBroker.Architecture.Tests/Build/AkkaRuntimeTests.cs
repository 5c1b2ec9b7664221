namespace ActorBroker.Architecture.Tests.Build;

/// <summary>One item, two runtimes: what <c>AkkaReference</c> becomes.</summary>
public sealed class AkkaRuntimeTests(ProbeRepository probe) : IClassFixture<ProbeRepository>
{
    private const string Kinds = "ProjectReference,PackageReference,PackageVersion";

    [Fact]
    public void A_reference_is_the_kernels_project_by_default()
    {
        var project = probe.AddProject("src/ActorBroker.Client/ActorBroker.Client.csproj", "Akka.Remote", "Akka");

        var items = ProbeRepository.Evaluate(project, Kinds);

        var projects = items["ProjectReference"].Select(item => item["FullPath"].Replace('\\', '/')).ToList();
        Assert.Equal(2, projects.Count);
        Assert.EndsWith("/src/Akka/Akka.Remote/Akka.Remote.csproj", projects[0]);
        Assert.EndsWith("/src/Akka/Akka/Akka.csproj", projects[1]);
        Assert.Empty(AkkaItems(items["PackageReference"]));
    }

    [Fact]
    public void A_reference_is_the_official_package_when_packages_are_asked_for()
    {
        var project = probe.AddProject("src/ActorBroker.Contracts/ActorBroker.Contracts.csproj", "Akka.Remote", "Akka");

        var items = ProbeRepository.Evaluate(project, Kinds, "-p:AkkaRuntime=packages", "-p:AkkaVersion=1.5.99");

        Assert.Empty(items["ProjectReference"]);
        Assert.Equal(["Akka", "Akka.Remote"], AkkaItems(items["PackageReference"]).Select(item => item["Identity"]).Order());
        Assert.Equal(["1.5.99", "1.5.99"], AkkaItems(items["PackageVersion"]).Select(item => item["Version"]));
    }

    [Fact]
    public void An_unknown_runtime_is_refused_by_name()
    {
        var project = probe.AddProject("src/ActorBroker.Sql/ActorBroker.Sql.csproj", "Akka");

        var (exitCode, output) = ProbeRepository.RunMsBuild([project, "-t:CollectPackageReferences", "-p:AkkaRuntime=official"]);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("AkkaRuntime is 'official'; expected 'kernel' or 'packages'.", output);
    }

    [Fact]
    public void The_solution_leaves_out_the_kernel_when_packages_are_asked_for()
    {
        var solution = Path.Combine(Repository.Root, "ActorBroker.sln");

        var (exitCode, output) = ProbeRepository.RunMsBuild([solution, "-t:ValidateSolutionConfiguration", "-p:AkkaRuntime=packages"]);

        Assert.Equal(0, exitCode);
        Assert.Contains("ActorBroker.Model,", output);
        Assert.DoesNotContain(" Akka,", output);
        Assert.DoesNotContain("Akka.Tests", output);
    }

    private static IEnumerable<Dictionary<string, string>> AkkaItems(IEnumerable<Dictionary<string, string>> items) =>
        items.Where(item => item["Identity"].StartsWith("Akka", StringComparison.Ordinal));
}
