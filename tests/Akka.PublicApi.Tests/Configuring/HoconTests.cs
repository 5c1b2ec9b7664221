using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace Akka.PublicApi.Tests.Configuring;

public sealed class HoconTests
{
    private readonly Config _config = ConfigurationFactory.ParseString("""
        # a comment
        server {
          name = "orders", "quoted.key" = 1
          port = 80
          ports = [1, 2] [3]
          ports += 4
          address = ${server.host}":"${server.port}   // another comment
          host = localhost
          home = ${?NO_SUCH_VARIABLE}
          search = ${PATH}
          text = '''
          '''
        }
        server.port = 8080
        defaults { retries = 3, wait = 1.5 s }
        client = ${defaults} { wait = 100 ms, size = 16 KiB, ratio = 0.25, secure = yes, forever = infinite }
        path = "a"
        path = ${path}":b"
        """.Replace("'''", "\"\"\"", StringComparison.Ordinal));

    [Fact]
    public void Values_are_read_in_the_asked_type()
    {
        Assert.Equal("orders", _config.GetString("server.name"));
        Assert.Equal(8080, _config.GetInt("server.port"));
        Assert.Equal(8080L, _config.GetLong("server.port"));
        Assert.Equal(0.25, _config.GetDouble("client.ratio"));
        Assert.Equal(0.25f, _config.GetFloat("client.ratio"));
        Assert.Equal(0.25m, _config.GetDecimal("client.ratio"));
        Assert.True(_config.GetBoolean("client.secure"));
        Assert.Equal(16384, _config.GetByteSize("client.size"));
        Assert.Equal(TimeSpan.FromMilliseconds(100), _config.GetTimeSpan("client.wait"));
        Assert.Equal(Timeout.InfiniteTimeSpan, _config.GetTimeSpan("client.forever"));
        Assert.Equal([1, 2, 3, 4], _config.GetIntList("server.ports"));
        Assert.Equal(["1", "2", "3", "4"], _config.GetStringList("server.ports"));
    }

    [Fact]
    public void Text_is_concatenated_substituted_overridden_and_merged()
    {
        Assert.Equal("localhost:8080", _config.GetString("server.address"));
        Assert.Equal("a:b", _config.GetString("path"));
        Assert.Equal(3, _config.GetInt("client.retries"));
        Assert.Equal(TimeSpan.FromSeconds(1.5), _config.GetTimeSpan("defaults.wait"));
        Assert.False(_config.HasPath("server.home"));
        Assert.Equal(Environment.GetEnvironmentVariable("PATH"), _config.GetString("server.search"));
        Assert.Equal(1, _config.GetInt("server.\"quoted.key\""));
    }

    [Fact]
    public void Section_is_a_configuration_and_has_fallbacks()
    {
        var section = _config.GetConfig("client")!.WithFallback(ConfigurationFactory.ParseString("retries = 9, extra = 1"));

        Assert.Equal(3, section.GetInt("retries"));
        Assert.Equal(1, section.GetInt("extra"));
        Assert.Equal(5, section.GetInt("missing", 5));
        Assert.True(ConfigurationFactory.Empty.IsEmpty);
        Assert.True(_config.GetValue("client")!.IsObject());
        Assert.Contains(_config.AsEnumerable(), entry => entry.Key == "defaults");
        Assert.Equal(16384, ConfigurationFactory.ParseString(_config.ToString()).GetByteSize("client.size"));
    }

    [Fact]
    public void Text_includes_what_a_callback_gives()
    {
        var including = ConfigurationFactory.ParseString(
            "server { include \"defaults\", port = 2 }", name => Parser.Parse($"name = {name}, port = 1", null));

        Assert.Equal("defaults", including.GetString("server.name"));
        Assert.Equal(2, including.GetInt("server.port"));
    }

    [Fact]
    public void Errors_name_the_place_the_key_and_the_types()
    {
        var broken = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString("a = 1\nb = ["));
        var wrong = Assert.Throws<ConfigurationException>(() => _config.GetInt("server.name"));

        Assert.Contains("line 2", broken.Message, StringComparison.Ordinal);
        Assert.Contains("server.name", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reference_configuration_is_below_every_system()
    {
        var reference = ConfigurationFactory.Default();

        Assert.Equal(30, reference.GetInt("akka.actor.default-dispatcher.throughput"));
        Assert.Equal("akka.persistence.journal.inmem", Akka.Persistence.Persistence.DefaultConfig().GetString("akka.persistence.journal.plugin"));
        Assert.NotNull(ConfigurationFactory.FromResource<Akka.Persistence.Persistence>("Akka.Persistence.reference.conf"));
    }
}
