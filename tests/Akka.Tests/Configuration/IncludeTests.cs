using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace Akka.Tests.Configuration;

public sealed class IncludeTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_include_merges_in_place()
    {
        Write("part.conf", "b = 2, c = 2");

        Assert.Equal("{a:1,b:2,c:3}", Read("a = 1, b = 1\ninclude \"{0}/part.conf\"\nc = 3"));
    }

    [Fact]
    public void An_include_is_found_without_its_extension_and_beside_the_file_that_includes_it()
    {
        Write("outer.conf", "include file(\"inner\")");
        Write("inner.conf", "x = 1");

        Assert.Equal("{x:1}", Read("include \"{0}/outer\""));
    }

    [Fact]
    public void A_missing_include_is_empty_unless_it_is_required()
    {
        var error = Assert.Throws<ConfigurationException>(() => Read("a = 1\n  include required(file(\"{0}/none.conf\"))"));

        Assert.Equal("{a:1}", Read("a = 1\ninclude \"{0}/none.conf\""));
        Assert.StartsWith("configuration text, line 2, column 3: expected the required include '", error.Message);
    }

    [Fact]
    public void Substitutions_of_an_included_file_look_below_the_include_first()
    {
        Write("part.conf", "x = 10, y = ${x}, z = ${top}, list = [1], list += 2");

        Assert.Equal("{top:3,a:{x:42,y:42,z:3,list:[1,2]}}", Read("top = 3\na { include \"{0}/part.conf\" }\na.x = 42"));
    }

    [Fact]
    public void An_error_in_an_included_file_names_that_file()
    {
        var file = Write("broken.conf", "a = 1\nb = ]");

        var error = Assert.Throws<ConfigurationException>(() => Read("include \"{0}/broken.conf\""));

        Assert.Equal($"{file}, line 2, column 5: expected a value, found ']'", error.Message);
    }

    [Fact]
    public void Files_that_include_each_other_are_an_error()
    {
        Write("one.conf", "include \"two.conf\"");
        Write("two.conf", "include \"one.conf\"");

        var error = Assert.Throws<ConfigurationException>(() => Read("include \"{0}/one.conf\""));

        Assert.Contains("Includes go in a circle", error.Message);
    }

    [Fact]
    public void A_callback_that_never_ends_is_an_error()
    {
        var count = 0;
        HoconRoot Endless(string name) => Parser.Parse($"include \"{count++}\"", Endless);

        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString("include \"x\"", Endless));

        Assert.Contains("nested deeper than 32", error.Message);
    }

    [Fact]
    public void A_callback_answers_plain_includes()
    {
        var config = ConfigurationFactory.ParseString(
            "a { include \"known\" }, include \"unknown\"",
            name => name == "known" ? Parser.Parse("x = 1", null) : null);

        Assert.Equal("{a:{x:1}}", Compact.Of(config));
    }

    [Fact]
    public void An_embedded_resource_can_be_included()
    {
        var config = ConfigurationFactory.ParseString("include required(classpath(\"Akka.Configuration.reference.conf\"))");

        Assert.Equal(ConfigurationFactory.Default().GetString("akka.loglevel"), config.GetString("akka.loglevel"));
    }

    [Theory]
    [InlineData("include url(\"http://localhost\")", "a file or a resource to include")]
    [InlineData("include file(name)", "the quoted name of what to include")]
    [InlineData("include file(\"name\"", "')'")]
    public void A_malformed_include_says_what_was_expected(string text, string expected)
    {
        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString(text));

        Assert.Contains("expected " + expected, error.Message);
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder.Path, name);
        File.WriteAllText(file, text);
        return file;
    }

    private string Read(string text) =>
        Compact.Of(ConfigurationFactory.ParseString(text.Replace("{0}", _folder.Path.Replace('\\', '/'), StringComparison.Ordinal)));
}
