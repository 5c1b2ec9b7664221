namespace Akka.Tests.Actor;

/// <summary>The promises of the official documentation, "Configuration: deployment", on paths with wildcards.</summary>
public sealed class DeployerTests : IDisposable
{
    private readonly Stage _stage = new(hocon: """
        akka.actor.deployment {
          /family/anna.mailbox = exact
          "/family/*".mailbox = child
          "/family/**".mailbox = descendant
          "/clan/*/eldest".mailbox = eldest
        }
        """);

    public void Dispose() => _stage.Dispose();

    [Theory]
    [InlineData("family/anna/child", "descendant")]
    [InlineData("family/anna/child/grandchild", "descendant")]
    [InlineData("family", null)]
    [InlineData("clan/any/eldest", "eldest")]
    [InlineData("clan/any/younger", null)]
    [InlineData("clan/eldest", null)]
    [InlineData("Family/anna", null)]
    public void Wildcards_stand_for_a_name_or_for_all_that_is_below(string path, string? expected)
    {
        var found = _stage.System.Provider.Deployer.Lookup(path.Split('/'));

        Assert.Equal(expected, found?.Mailbox);
    }

    [Fact]
    public void Exact_name_goes_before_a_wildcard_and_one_level_before_all_levels()
    {
        var deployer = _stage.System.Provider.Deployer;

        Assert.Equal("exact", deployer.Lookup(["family", "anna"])?.Mailbox);
        Assert.Equal("child", deployer.Lookup(["family", "ben"])?.Mailbox);
    }

    [Fact]
    public void Only_actors_of_users_are_deployed()
    {
        var root = _stage.System.Provider.RootPath;

        Assert.Null(_stage.System.Provider.Deployer.Lookup(root / "system" / "family" / "anna"));
        Assert.Equal("exact", _stage.System.Provider.Deployer.Lookup(root / "user" / "family" / "anna")?.Mailbox);
    }
}
