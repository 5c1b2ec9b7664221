using Akka.Configuration;

namespace Akka.Tests.Configuration;

public class ConfigTests
{
    [Theory]
    [InlineData("10", 10)]
    [InlineData("10 ms", 10)]
    [InlineData("1.5s", 1500)]
    [InlineData("2 seconds", 2000)]
    [InlineData("3m", 180_000)]
    [InlineData("1 hour", 3_600_000)]
    [InlineData("2 d", 172_800_000)]
    [InlineData("500 us", 0.5)]
    [InlineData("100000 nanos", 0.1)]
    [InlineData("-1 s", -1000)]
    [InlineData("infinite", -1)]
    public void A_duration_is_a_number_with_a_unit(string text, double milliseconds)
    {
        var config = ConfigurationFactory.ParseString($"a = {text}");

        Assert.Equal(TimeSpan.FromTicks((long)(milliseconds * TimeSpan.TicksPerMillisecond)), config.GetTimeSpan("a"));
    }

    [Theory]
    [InlineData("12", 12)]
    [InlineData("12 B", 12)]
    [InlineData("1kB", 1000)]
    [InlineData("1 K", 1024)]
    [InlineData("128 KiB", 131_072)]
    [InlineData("1.5 MiB", 1_572_864)]
    [InlineData("2 GB", 2_000_000_000)]
    [InlineData("1 TiB", 1_099_511_627_776)]
    public void A_size_is_a_number_with_a_decimal_or_binary_unit(string text, long bytes) =>
        Assert.Equal(bytes, ConfigurationFactory.ParseString($"a = {text}").GetByteSize("a"));

    [Theory]
    [InlineData("on", true)]
    [InlineData("yes", true)]
    [InlineData("true", true)]
    [InlineData("\"on\"", true)]
    [InlineData("off", false)]
    [InlineData("no", false)]
    [InlineData("false", false)]
    public void A_boolean_has_three_spellings(string text, bool expected) =>
        Assert.Equal(expected, ConfigurationFactory.ParseString($"a = {text}").GetBoolean("a", !expected));

    [Fact]
    public void Numbers_are_read_in_the_asked_type_whatever_the_culture()
    {
        var config = ConfigurationFactory.ParseString("whole = -7, big = 9000000000, fraction = 1.5e2, quoted = \"12\"");

        Assert.Equal(-7, config.GetInt("whole"));
        Assert.Equal(9_000_000_000, config.GetLong("big"));
        Assert.Equal(150.0, config.GetDouble("fraction"));
        Assert.Equal(150f, config.GetFloat("fraction"));
        Assert.Equal(150m, config.GetDecimal("fraction"));
        Assert.Equal(12, config.GetInt("quoted"));
    }

    [Fact]
    public void Lists_are_read_in_the_asked_type_also_from_numbered_keys()
    {
        var config = ConfigurationFactory.ParseString("a = [1, 2], b { 1 = y, 0 = x, other = z }, c = [on, off]");

        Assert.Equal([1, 2], config.GetIntList("a"));
        Assert.Equal([1L, 2L], config.GetLongList("a"));
        Assert.Equal([(byte)1, (byte)2], config.GetByteList("a"));
        Assert.Equal([1.0, 2.0], config.GetDoubleList("a"));
        Assert.Equal(["x", "y"], config.GetStringList("b"));
        Assert.Equal([true, false], config.GetBooleanList("c"));
        Assert.Empty(config.GetStringList("none"));
    }

    [Theory]
    [InlineData("GetInt", "the key 'a.b' has the wrong type: expected int, found string \"x y\"")]
    [InlineData("GetBoolean", "expected boolean, found string \"x y\"")]
    [InlineData("GetTimeSpan", "expected duration, found string \"x y\"")]
    [InlineData("GetByteSize", "expected size in bytes, found string \"x y\"")]
    [InlineData("GetIntList", "expected array, found string \"x y\"")]
    [InlineData("GetConfig", "expected object, found string \"x y\"")]
    public void A_wrong_type_names_the_key_the_place_and_both_types(string getter, string expected)
    {
        var config = ConfigurationFactory.ParseString("a {\n  b = x y\n}");

        var error = Assert.Throws<ConfigurationException>(() => Call(config, getter, "a.b"));

        Assert.StartsWith("configuration text, line 2, column 7: the key 'a.b' has the wrong type", error.Message);
        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void A_section_names_the_whole_key_and_the_found_kind()
    {
        var section = ConfigurationFactory.ParseString("a { b { c = 1, l = [1, x] } }").GetConfig("a")!;

        var noText = Assert.Throws<ConfigurationException>(() => section.GetString("b"));
        var noNumber = Assert.Throws<ConfigurationException>(() => section.GetConfig("b")!.GetIntList("l"));

        Assert.Contains("'a.b' has the wrong type: expected string, found object", noText.Message);
        Assert.Contains("'a.b.l[1]' has the wrong type: expected int, found string \"x\"", noNumber.Message);
    }

    [Fact]
    public void A_missing_key_and_null_give_the_default()
    {
        var config = ConfigurationFactory.ParseString("a = null");

        Assert.Equal(3, config.GetInt("none", 3));
        Assert.Equal(3, config.GetInt("a", 3));
        Assert.Equal("x", config.GetString("a.b.c", "x"));
        Assert.Null(config.GetString("none"));
        Assert.Null(config.GetConfig("none"));
        Assert.Null(config.GetByteSize("none"));
        Assert.False(config.HasPath("a"));
    }

    [Fact]
    public void Fallbacks_merge_objects_and_override_everything_else()
    {
        var config = ConfigurationFactory.ParseString("a { x = 1, l = [1] }, b = 1")
            .WithFallback(ConfigurationFactory.ParseString("a { x = 2, y = 2, l = [2, 3] }, b { c = 1 }"))
            .WithFallback(ConfigurationFactory.ParseString("a { y = 3, z = 3 }, b { c = 2 }, d = 4"));

        Assert.Equal("{a:{y:2,z:3,x:1,l:[1]},b:1,d:4}", Compact.Of(config));
    }

    [Fact]
    public void A_section_of_a_configuration_takes_fallbacks_of_its_own()
    {
        var config = ConfigurationFactory.ParseString("a { b { x = ${top} } }, top = 1");

        var section = config.GetConfig("a.b")!.WithFallback(ConfigurationFactory.ParseString("x = 2, y = 3"));

        Assert.Equal("{x:1,y:3}", Compact.Of(section));
    }

    [Fact]
    public void A_configuration_prints_as_text_that_means_the_same()
    {
        var config = ConfigurationFactory.ParseString("a { \"b.c\" = \"x \\\" y\", l = [1, { d = null }] }, e = \"null\"");

        var again = ConfigurationFactory.ParseString(config.ToString());

        Assert.Equal(Compact.Of(config), Compact.Of(again));
        Assert.Equal("null", again.GetString("e"));
        Assert.False(again.HasPath("a.l[1].d"));
    }

    [Fact]
    public void Text_is_a_configuration_and_can_be_added()
    {
        Config config = "a = 1";

        Assert.Equal("{a:1,b:2}", Compact.Of("a = 1" + (Config)"a = 2, b = 2"));
        Assert.Equal("{b:2,a:1}", Compact.Of(config + "b = 2"));
        Assert.Throws<ArgumentException>(() => config.WithFallback(config));
    }

    [Fact]
    public void Only_a_configuration_without_keys_is_empty()
    {
        Assert.True(Config.Empty.IsEmpty);
        Assert.True(((Config?)null).IsNullOrEmpty());
        Assert.True(ConfigurationFactory.ParseString("# nothing").IsEmpty);
        Assert.False(Config.Empty.WithFallback(ConfigurationFactory.ParseString("a = 1")).IsEmpty);
    }

    private static object? Call(Config config, string getter, string path) => getter switch
    {
        "GetInt" => config.GetInt(path),
        "GetBoolean" => config.GetBoolean(path),
        "GetTimeSpan" => config.GetTimeSpan(path),
        "GetByteSize" => config.GetByteSize(path),
        "GetIntList" => config.GetIntList(path),
        _ => config.GetConfig(path),
    };
}
