using ActorBroker.Hosting.Configuration;
using Akka.Configuration;

namespace ActorBroker.Hosting.Tests.Configuration;

public sealed class ConfigSourcesTests
{
    [Theory]
    [InlineData("actorbroker.kafka.listen=127.0.0.1:0", "actorbroker.kafka.listen", "127.0.0.1:0")]
    [InlineData("actorbroker.kafka.listen=[::1]:0", "actorbroker.kafka.listen", "[::1]:0")]
    [InlineData("actorbroker.node.rack = a b", "actorbroker.node.rack", "a b")]
    [InlineData("log.retention.ms=5", "actorbroker.config.log.retention.ms", "5")]
    [InlineData("akka.loglevel=DEBUG", "akka.loglevel", "DEBUG")]
    [InlineData("actorbroker.node.rack=C:\\x=\u0001", "actorbroker.node.rack", "C:\\x=\u0001")]
    [InlineData("actorbroker.node.rack=", "actorbroker.node.rack", "")]
    public void A_setting_is_a_key_and_a_value_as_it_stands(string setting, string key, string value)
    {
        Assert.Equal(value, ConfigSources.FromSetting(setting).GetString(key));
    }

    [Fact]
    public void A_setting_in_brackets_is_hocon()
    {
        Assert.Equal(["a", "b"], ConfigSources.FromSetting("actorbroker.data.directories=[a, b]").GetStringList("actorbroker.data.directories"));
    }

    [Theory]
    [InlineData("nothing", "expected key=value")]
    [InlineData("=x", "expected key=value")]
    [InlineData("actorbroker.data.directories=[a,{]", "'actorbroker.data.directories=[a,{]' cannot be read")]
    public void A_setting_that_is_none_is_refused(string setting, string expected)
    {
        var refused = Assert.Throws<ConfigurationException>(() => ConfigSources.FromSetting(setting));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Variables_with_a_prefix_are_keys_and_others_are_not()
    {
        var config = ConfigSources.FromEnvironment(new Dictionary<string, string>
        {
            ["ACTORBROKER__KAFKA__ADVERTISED_HOST"] = "broker.example",
            ["ACTORBROKER__CONFIG__LOG__RETENTION__MS"] = "5",
            ["AKKA__LOGLEVEL"] = "DEBUG",
            ["ACTORBROKER_SEED"] = "7",
            ["PATH"] = "/bin",
        });

        Assert.Equal("broker.example", config.GetString("actorbroker.kafka.advertised-host"));
        Assert.Equal("5", config.GetString("actorbroker.config.log.retention.ms"));
        Assert.Equal("DEBUG", config.GetString("akka.loglevel"));
        Assert.Equal(3, ConfigKeys.Leaves(config).Count());
    }

    [Fact]
    public void A_file_that_is_no_hocon_is_refused_with_its_name_line_and_column()
    {
        using var folder = new TempDirectory();
        var path = Path.Join(folder.Path, "my \"own\".conf");
        File.WriteAllText(path, "actorbroker {\n  node.id = = 3\n}\n");

        var refused = Assert.Throws<ConfigurationException>(() => ConfigSources.FromFile(path));

        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
        Assert.Matches("2.*1[0-9]", refused.Message.Replace(path, "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused_with_its_name()
    {
        var refused = Assert.Throws<ConfigurationException>(() => ConfigSources.FromFile("/nowhere/broker.conf"));

        Assert.Contains("/nowhere/broker.conf", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_type_in_a_file_is_refused_with_the_place_it_stands_at()
    {
        using var folder = new TempDirectory();
        var path = Path.Join(folder.Path, "broker.conf");
        File.WriteAllText(path, "actorbroker {\n  node.id = many\n}\n");

        var refused = Assert.Throws<ConfigurationException>(() => new BrokerConfiguration(ConfigSources.FromFile(path)));

        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
        Assert.Contains("'actorbroker.node.id'", refused.Message, StringComparison.Ordinal);
    }
}
