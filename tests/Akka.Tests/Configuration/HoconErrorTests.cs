using Akka.Configuration;

namespace Akka.Tests.Configuration;

/// <summary>Bad texts: the error says where and what was expected.</summary>
public class HoconErrorTests
{
    [Theory]
    [InlineData("a", 1, 2, "':', '=', '+=' or '{' after the key 'a'")]
    [InlineData("a = ", 1, 5, "a value, found the end of the text")]
    [InlineData("a = 1\nb = }", 2, 5, "a value, found '}'")]
    [InlineData("a = [1, 2", 1, 10, "the ']' that closes line 1, column 5")]
    [InlineData("a {\n b = 1\n", 3, 1, "the '}' that closes line 1, column 3")]
    [InlineData("{ a = 1", 1, 8, "the '}' that closes line 1, column 1")]
    [InlineData("{ a = 1 } b = 2", 1, 11, "the end of the text after the root object")]
    [InlineData("a = 1 }", 1, 7, "a key, found '}'")]
    [InlineData("a = 1 ]", 1, 7, "',', a new line or '}', found ']'")]
    [InlineData("[1]", 1, 1, "an object or a key at the root")]
    [InlineData("a = 1,, b = 2", 1, 7, "a key, found ','")]
    [InlineData("a = [1,, 2]", 1, 8, "a value, found ','")]
    [InlineData("a = \"open", 1, 10, "the closing '\"' of the string that begins in line 1, column 5")]
    [InlineData("a = \"open\nb\"", 1, 10, "the closing '\"'")]
    [InlineData("a = \"\"\"open\n", 2, 1, "the closing '\"\"\"' of the string that begins in line 1, column 5")]
    [InlineData("a = \"\\q\"", 1, 7, "one of \" \\ / b f n r t u after '\\'")]
    [InlineData("a = \"\\u12g4\"", 1, 10, "four hexadecimal digits")]
    [InlineData("a = x:y", 1, 6, "a value (a text with this character must be quoted), found ':'")]
    [InlineData("a = $x", 1, 5, "a value (a text with this character must be quoted), found '$'")]
    [InlineData("a = ${b", 1, 8, "the '}' of the substitution")]
    [InlineData("a..b = 1", 1, 3, "a key, found '.'")]
    [InlineData(".a = 1", 1, 1, "a key, found '.'")]
    [InlineData("a. = 1", 1, 4, "a key, found '='")]
    [InlineData("a = { b = 1 } x", 1, 15, "an object after the object before it, found a string")]
    [InlineData("a = [1] x", 1, 9, "an array after the array before it, found a string")]
    [InlineData("a = x [1]", 1, 7, "the end of the value after the string before it, found an array")]
    [InlineData("a = [{ b += 1 }]", 1, 8, "'+=', which cannot be used inside an array")]
    public void An_error_names_line_column_and_what_was_expected(string text, int line, int column, string expected)
    {
        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString(text));

        Assert.StartsWith($"configuration text, line {line}, column {column}: expected ", error.Message);
        Assert.Contains(expected, error.Message);
    }

    [Theory]
    [InlineData('[', "a = ")]
    [InlineData('{', "a = ")]
    [InlineData('{', "")]
    public void Deep_nesting_is_an_error_and_not_a_stack_overflow(char open, string before)
    {
        var text = before + string.Concat(Enumerable.Repeat(open == '{' ? "{ a : " : "[", 100_000));

        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString(text));

        Assert.Contains("at most 256 nested", error.Message);
    }

    [Fact]
    public void A_path_of_many_keys_is_an_error_and_not_a_stack_overflow()
    {
        var text = string.Join('.', Enumerable.Repeat("a", 100_000)) + " = 1";

        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString(text));

        Assert.Contains("at most 256 nested", error.Message);
    }

    [Fact]
    public void A_missing_resource_names_the_resource_and_the_assembly()
    {
        var error = Assert.Throws<ConfigurationException>(
            () => ConfigurationFactory.FromResource<HoconErrorTests>("no.such.conf"));

        Assert.Equal("The assembly 'Akka.Tests' has no resource 'no.such.conf'.", error.Message);
    }
}
