using Akka.Configuration;

namespace Akka.Tests.Configuration;

/// <summary>The substitution chapter of the HOCON specification, case by case.</summary>
public class SubstitutionTests
{
    [Theory]
    [InlineData("a = ${b}, b = 1", "{a:1,b:1}")]
    [InlineData("b = 1, a = ${b}, b = 2", "{b:2,a:2}")]
    [InlineData("a = ${b.c}, b { c = x }", "{a:x,b:{c:x}}")]
    [InlineData("a = ${\"b.c\"}, \"b.c\" = x", "{a:x,b.c:x}")]
    [InlineData("a = ${b}, b = ${c}, c = 1", "{a:1,b:1,c:1}")]
    [InlineData("a = x ${b} y, b = 1", "{a:x 1 y,b:1}")]
    [InlineData("a = \"${b}\", b = 1", "{a:${b},b:1}")]
    [InlineData("a = ${?none}", "{}")]
    [InlineData("a = 1, a = ${?none}", "{a:1}")]
    [InlineData("a = x${?none}y", "{a:xy}")]
    [InlineData("a = ${?none} ${?none}", "{}")]
    [InlineData("a = [1, ${?none}, 2]", "{a:[1,2]}")]
    [InlineData("a = [1] ${b}, b = [2]", "{a:[1,2],b:[2]}")]
    [InlineData("a = ${b} { y = 2 }, b { x = 1, y = 1 }", "{a:{x:1,y:2},b:{x:1,y:1}}")]
    [InlineData("a = ${b}, a { y = 2 }, b { x = 1, y = 1 }", "{a:{x:1,y:2},b:{x:1,y:1}}")]
    [InlineData("a { y = 2 }, a = ${b}, b { x = 1, y = 1 }", "{a:{y:1,x:1},b:{x:1,y:1}}")]
    [InlineData("a { y = 2 }, a = ${b}, b = 1", "{a:1,b:1}")]
    [InlineData("a = null, b = ${a}", "{a:null,b:null}")]
    public void A_substitution_is_the_final_value_of_its_path(string text, string expected) =>
        Assert.Equal(expected, Compact.Of(ConfigurationFactory.ParseString(text)));

    [Theory]
    [InlineData("path = a, path = ${path}\":b\"", "{path:a:b}")]
    [InlineData("path = a, path = ${path}b, path = ${path}c", "{path:abc}")]
    [InlineData("a = ${?a}foo", "{a:foo}")]
    [InlineData("a { b = 42, c = ${a.b} }, a { b = 43 }", "{a:{b:43,c:43}}")]
    [InlineData("bar { a = ${foo.d}, b = 1 }, bar.b = 3, foo { c = ${bar.b}, d = 2 }, foo.d = 4", "{bar:{a:4,b:3},foo:{c:3,d:4}}")]
    [InlineData("a { b = [1] }, a { b = ${a.b} [2] }", "{a:{b:[1,2]}}")]
    [InlineData("a = { x = 1 }, a = ${a} { y = 2 }", "{a:{x:1,y:2}}")]
    [InlineData("a = ${x}, a { b = 1, c = ${a.b} }, x { d = 4 }", "{a:{d:4,b:1,c:1},x:{d:4}}")]
    [InlineData("a = ${x}, a { b = 1, c = ${a.d} }, x { d = 4 }", "{a:{d:4,b:1,c:4},x:{d:4}}")]
    [InlineData("a = ${x}, a { n = ${a.n} 2 }, x { n = 1 }", "{a:{n:1 2},x:{n:1}}")]
    public void A_substitution_that_refers_to_itself_looks_back(string text, string expected) =>
        Assert.Equal(expected, Compact.Of(ConfigurationFactory.ParseString(text)));

    [Theory]
    [InlineData("a += 1", "{a:[1]}")]
    [InlineData("a = [1], a += 2, a += [3]", "{a:[1,2,[3]]}")]
    [InlineData("x { a = [1], a += 2 }, x.a += 3", "{x:{a:[1,2,3]}}")]
    [InlineData("a = ${b}, a += 2, b = [1]", "{a:[1,2],b:[1]}")]
    public void Plus_equals_appends_to_what_was_before(string text, string expected) =>
        Assert.Equal(expected, Compact.Of(ConfigurationFactory.ParseString(text)));

    [Theory]
    [InlineData("a = ${none}", "column 5: expected ${none} to be defined in the configuration or the environment")]
    [InlineData("a = ${a}", "leads back to itself")]
    [InlineData("a = ${b}, b = ${a}", "leads back to itself")]
    [InlineData("a = ${b}, b = ${c}, c = ${a}", "leads back to itself")]
    [InlineData("a { b = ${a} }", "leads back to itself")]
    [InlineData("a = x ${b}, b = y ${a}", "leads back to itself")]
    [InlineData("a = 1, a += 2", "expected the end of the value after the number before it, found an array")]
    public void What_cannot_be_resolved_is_a_clear_error(string text, string expected)
    {
        var config = ConfigurationFactory.ParseString(text);

        var error = Assert.Throws<ConfigurationException>(() => config.HasPath("a"));

        Assert.StartsWith("configuration text, line 1, column ", error.Message);
        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void What_the_configuration_does_not_define_comes_from_the_environment()
    {
        Environment.SetEnvironmentVariable("HOCON_TESTS_PORT", "4053");

        var config = ConfigurationFactory.ParseString("port = 1, port = ${?HOCON_TESTS_PORT}, name = ${HOCON_TESTS_PORT}x");

        Assert.Equal("{port:4053,name:4053x}", Compact.Of(config));
    }

    [Fact]
    public void A_text_may_leave_open_what_its_fallback_defines()
    {
        var config = ConfigurationFactory.ParseString("a = ${b}, list = ${list} [2]")
            .WithFallback(ConfigurationFactory.ParseString("b = 1, list = [1]"));

        Assert.Equal("{b:1,list:[1,2],a:1}", Compact.Of(config));
    }

    [Fact]
    public void A_fallback_sees_what_overrides_its_own_keys()
    {
        var reference = ConfigurationFactory.ParseString("port = 1, address = \"host:\"${port}");

        var config = ConfigurationFactory.ParseString("port = 2").WithFallback(reference);

        Assert.Equal("host:2", config.GetString("address"));
    }

    [Fact]
    public void Substitutions_that_multiply_are_an_error_and_not_a_full_memory()
    {
        var lines = Enumerable.Range(1, 60).Select(i => $"a{i} = [${{a{i - 1}}}, ${{a{i - 1}}}]");
        var config = ConfigurationFactory.ParseString("a0 = [1]\n" + string.Join('\n', lines));

        var error = Assert.Throws<ConfigurationException>(() => config.HasPath("a60"));

        Assert.Contains("bounded size", error.Message);
    }

    [Fact]
    public void A_long_chain_of_substitutions_is_an_error_and_not_a_stack_overflow()
    {
        var lines = Enumerable.Range(0, 100_000).Select(i => $"a{i} = ${{a{i + 1}}}");
        var config = ConfigurationFactory.ParseString(string.Join('\n', lines));

        var error = Assert.Throws<ConfigurationException>(() => config.HasPath("a0"));

        Assert.Contains("at most 1000 deep", error.Message);
    }
}
