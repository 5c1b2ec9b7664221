using Akka.Actor;

namespace Akka.Tests.Actor;

/// <summary>Addresses and paths as text (spec/akka-wire.md, 2).</summary>
public sealed class ActorPathTests
{
    [Theory]
    [InlineData("akka://sys", "akka", "sys", null, null)]
    [InlineData("akka.tcp://sys@host:2552", "akka.tcp", "sys", "host", 2552)]
    [InlineData("akka.tcp://sys@HOST:2552", "akka.tcp", "sys", "host", 2552)]
    [InlineData("akka.ssl.tcp://s@[::1]:1", "akka.ssl.tcp", "s", "[::1]", 1)]
    public void Address_is_parsed_into_its_parts(string text, string protocol, string system, string? host, int? port)
    {
        var address = Address.Parse(text);

        Assert.Equal(new Address(protocol, system, host, port), address);
        Assert.Equal(text.ToLowerInvariant(), address.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("sys@host:1")]
    [InlineData("http://sys@host:1")]
    [InlineData("akka.tcp://sys@host")]
    [InlineData("akka.tcp://sys@host:")]
    [InlineData("akka.tcp://sys@host:70000")]
    [InlineData("akka.tcp://sys@:1")]
    [InlineData("akka.tcp://@host:1")]
    [InlineData("akka://")]
    public void What_is_no_address_is_refused(string text)
    {
        Assert.False(Address.TryParse(text, out Address? _));
        Assert.Throws<UriFormatException>(() => Address.Parse(text));
    }

    [Fact]
    public void System_name_is_case_sensitive_and_host_is_not()
    {
        Assert.NotEqual(new Address("akka", "Sys"), new Address("akka", "sys"));
        Assert.Equal(new Address("akka", "sys", "Host", 1), new Address("akka", "sys", "host", 1));
    }

    [Theory]
    [InlineData("akka://sys/", 0)]
    [InlineData("akka://sys/user/a", 0)]
    [InlineData("akka.tcp://sys@host:1/user/a/b#12345", 12345)]
    public void Path_goes_to_text_and_back(string text, long uid)
    {
        var path = ActorPath.Parse(text);

        Assert.Equal(text, path.ToSerializationFormat());
        Assert.Equal(uid, path.Uid);
    }

    [Theory]
    [InlineData("akka://sys/user/a#99999999999")]
    [InlineData("akka://sys/user/a#x")]
    [InlineData("/user/a")]
    public void What_is_no_path_is_refused(string text) => Assert.False(ActorPath.TryParse(text, out _));

    [Fact]
    public void Path_equality_ignores_the_uid()
    {
        var path = ActorPath.Parse("akka://sys/user/a");

        Assert.Equal(path, path.WithUid(5));
        Assert.Equal(path.GetHashCode(), path.WithUid(5).GetHashCode());
        Assert.NotEqual(path, path / "b");
    }

    [Fact]
    public void Local_path_is_sent_with_the_address_by_which_the_node_is_known()
    {
        var known = Address.Parse("akka.tcp://sys@host:1");
        var local = ActorPath.Parse("akka://sys/user/a").WithUid(7);
        var remote = ActorPath.Parse("akka.tcp://sys@other:2/user/a").WithUid(7);

        Assert.Equal("akka.tcp://sys@host:1/user/a#7", local.ToSerializationFormatWithAddress(known));
        Assert.Equal("akka.tcp://sys@other:2/user/a#7", remote.ToSerializationFormatWithAddress(known));
    }

    [Fact]
    public void Elements_depth_and_ancestors_agree()
    {
        var path = ActorPath.Parse("akka://sys/user/a/b");

        Assert.Equal(["user", "a", "b"], path.Elements);
        Assert.Equal(3, path.Depth);
        Assert.Equal("user", path.ParentOf(1).Name);
        Assert.Equal("a", path.ParentOf(-1).Name);
        Assert.Equal(path, path.Root / path.Elements);
        Assert.Equal("/user/a/b", path.ToStringWithoutAddress());
    }

    [Theory]
    [InlineData("abc", true)]
    [InlineData("a-_.*$+:@&=,!~';()", true)]
    [InlineData("%41b", true)]
    [InlineData("%4", false)]
    [InlineData("%zz", false)]
    [InlineData("$a", false)]
    [InlineData("", false)]
    [InlineData("a/b", false)]
    [InlineData("a b", false)]
    [InlineData("ä", false)]
    public void Element_is_of_allowed_characters(string element, bool valid) =>
        Assert.Equal(valid, ActorPath.IsValidPathElement(element));
}
