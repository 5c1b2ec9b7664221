using Akka.Configuration;

namespace Akka.Tests.Configuration;

/// <summary>The syntax chapter of the HOCON specification, case by case.</summary>
public class HoconSyntaxTests
{
    [Theory]
    [InlineData("", "{}")]
    [InlineData("\uFEFFa=1", "{a:1}")]
    [InlineData("{}", "{}")]
    [InlineData("{ a : 1 }", "{a:1}")]
    [InlineData("a : 1, b : 2", "{a:1,b:2}")]
    [InlineData("a = 1\nb = 2", "{a:1,b:2}")]
    [InlineData("a = 1\r\nb = 2\r\n", "{a:1,b:2}")]
    [InlineData("a { b { c = 1 } }", "{a:{b:{c:1}}}")]
    [InlineData("a {\n b = 1,\n}", "{a:{b:1}}")]
    [InlineData("a =\n  1", "{a:1}")]
    [InlineData("a : {}\nb : []", "{a:{},b:[]}")]
    [InlineData("\"\" : 1", "{:1}")]
    public void Fields_are_separated_by_commas_or_line_ends(string text, string expected) =>
        Assert.Equal(expected, Compact.Of(ConfigurationFactory.ParseString(text)));

    [Theory]
    [InlineData("# one\na = 1 # two\n// three\nb = 2 // four", "{a:1,b:2}")]
    [InlineData("a = \"# no comment // either\"", "{a:# no comment // either}")]
    [InlineData("a = [ # first\n 1 // one\n, 2\n]", "{a:[1,2]}")]
    [InlineData("a # before the brace\n{ b = 1 }", null)]
    public void Comments_run_to_the_end_of_the_line(string text, string? expected)
    {
        if (expected is null)
            Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString(text));
        else
            Assert.Equal(expected, Compact.Of(ConfigurationFactory.ParseString(text)));
    }

    [Theory]
    [InlineData("a = [1, 2, 3]", "{a:[1,2,3]}")]
    [InlineData("a = [1\n2\n3\n]", "{a:[1,2,3]}")]
    [InlineData("a = [1, 2,]", "{a:[1,2]}")]
    [InlineData("a = [[1], [2, [3]]]", "{a:[[1],[2,[3]]]}")]
    [InlineData("a = [{ b = 1 }, { b = 2 }]", "{a:[{b:1},{b:2}]}")]
    [InlineData("a = [x y, \"z\"]", "{a:[x y,z]}")]
    public void Arrays_hold_any_values(string text, string expected) =>
        Assert.Equal(expected, Compact.Of(ConfigurationFactory.ParseString(text)));

    [Theory]
    [InlineData("a.b.c = 1", "{a:{b:{c:1}}}")]
    [InlineData("a.\"b.c\" = 1", "{a:{b.c:1}}")]
    [InlineData("a . b = 1", "{a:{b:1}}")]
    [InlineData("a b c : 1", "{a b c:1}")]
    [InlineData("a\"b\"c = 1", "{abc:1}")]
    [InlineData("1.5 = 1", "{1:{5:1}}")]
    [InlineData("include = 1", "{include:1}")]
    [InlineData("/user/worker { x = 1 }", "{/user/worker:{x:1}}")]
    [InlineData("akka.a = 1\nakka { b = 2 }\nakka.c.d = 3", "{akka:{a:1,b:2,c:{d:3}}}")]
    public void Keys_are_paths(string text, string expected) =>
        Assert.Equal(expected, Compact.Of(ConfigurationFactory.ParseString(text)));

    [Theory]
    [InlineData("a = \"x\\n\\t\\\"\\\\\\/\\u0041\"", "{a:x\n\t\"\\/A}")]
    [InlineData("a = \"\"", "{a:}")]
    [InlineData("a = \"\"\"one\n \"two\" \\n\"\"\"", "{a:one\n \"two\" \\n}")]
    [InlineData("a = \"\"\"\"quoted\"\"\"\"", "{a:\"quoted\"}")]
    [InlineData("a = \"\"\"\"\"\"", "{a:}")]
    [InlineData("a = Akka.Event.DefaultLogger", "{a:Akka.Event.DefaultLogger}")]
    [InlineData("a = a+b", "{a:a+b}")]
    [InlineData("a = one/two", "{a:one/two}")]
    [InlineData("a = 10.0.0.1", "{a:10.0.0.1}")]
    public void Strings_are_quoted_triple_quoted_or_bare(string text, string expected) =>
        Assert.Equal(expected, Compact.Of(ConfigurationFactory.ParseString(text)));

    [Theory]
    [InlineData("a =  one   two  ", "{a:one   two}")]
    [InlineData("a = 1 \"two\" three", "{a:1 two three}")]
    [InlineData("a = \"one\"\"two\"", "{a:onetwo}")]
    [InlineData("a = [1] [2]", "{a:[1,2]}")]
    [InlineData("a = { b = 1 } { c = 2 }", "{a:{b:1,c:2}}")]
    [InlineData("a = { b { c = 1 } } { b { d = 2 } }", "{a:{b:{c:1,d:2}}}")]
    [InlineData("a = null x", "{a:null x}")]
    public void Values_side_by_side_become_one_value(string text, string expected) =>
        Assert.Equal(expected, Compact.Of(ConfigurationFactory.ParseString(text)));

    [Theory]
    [InlineData("a = 1, a = 2", "{a:2}")]
    [InlineData("a { b = 1 }, a { c = 2 }", "{a:{b:1,c:2}}")]
    [InlineData("a { b = 1 }, a = 2", "{a:2}")]
    [InlineData("a { b = 1 }, a = null, a { c = 2 }", "{a:{c:2}}")]
    [InlineData("a = 1, a { c = 2 }", "{a:{c:2}}")]
    [InlineData("a = [1], a = [2]", "{a:[2]}")]
    [InlineData("a.b = 1, a = { c = 2 }, a.b = 3", "{a:{b:3,c:2}}")]
    public void A_later_field_overrides_or_merges_an_earlier_one(string text, string expected) =>
        Assert.Equal(expected, Compact.Of(ConfigurationFactory.ParseString(text)));
}
