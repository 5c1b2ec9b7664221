using System.Xml.Linq;

namespace ActorBroker.Architecture.Tests.Build;

/// <summary>One item, two runtimes: what <c>AkkaReference</c> becomes (ADR-0001).</summary>
[Collection(nameof(EvaluatedProjects))]
public sealed class AkkaRuntimeTests(EvaluatedProjects projects)
{
    [Theory]
    [InlineData("default")]
    [InlineData("kernel")]
    public void A_reference_is_the_kernels_project(string evaluation)
    {
        var references = projects.Items(evaluation, "ProjectReference").ToList();

        Assert.Equal(2, references.Count);
        Assert.EndsWith("/src/Akka/Akka.Remote/Akka.Remote.csproj", references[0]);
        Assert.EndsWith("/src/Akka/Akka/Akka.csproj", references[1]);
        Assert.Empty(projects.AkkaItems(evaluation, "PackageReference"));
    }

    [Theory]
    [InlineData("packages", "1.5.56")]
    [InlineData("packages of another version", "1.5.99")]
    public void A_reference_is_the_official_package_when_packages_are_asked_for(string evaluation, string version)
    {
        Assert.Equal(["Akka", "Akka.Remote"], projects.AkkaItems(evaluation, "PackageReference").Order());
        Assert.Equal([$"Akka {version}", $"Akka.Remote {version}"], projects.AkkaItems(evaluation, "PackageVersion").Order());
        Assert.Empty(projects.Items(evaluation, "ProjectReference"));
    }

    [Fact]
    public void An_unknown_runtime_is_refused_by_name()
    {
        using var probe = new ProbeRepository();
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
        Assert.All(TestsInsideTheKernel(), project => Assert.DoesNotContain($" {project},", output));
    }

    /// <summary>Who sees what is internal in the kernel cannot be built without it.</summary>
    private static string[] TestsInsideTheKernel()
    {
        var kernel = XDocument.Load(Path.Combine(Repository.Root, "src", "Akka", "Akka", "Akka.csproj"));
        return [.. kernel.Descendants("InternalsVisibleTo").Select(friend => friend.Attribute("Include")!.Value).Where(name => name.EndsWith(".Tests", StringComparison.Ordinal))];
    }
}
