using System.CommandLine;
using ActorBroker.Server.Commands;
using Akka.Configuration;

namespace ActorBroker.Server.Tests.Commands;

public sealed class StartOptionsTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_short_option_is_a_key()
    {
        var config = Read([], "--data", "a", "--data", "b", "--kafka", "[::1]:0", "--http", "off", "--flush", "os", "--insecure");

        Assert.Equal(["a", "b"], config.GetStringList("actorbroker.data.directories"));
        Assert.Equal("[::1]:0", config.GetString("actorbroker.kafka.listen"));
        Assert.Equal("os", config.GetString("actorbroker.config.flush.policy"));
        Assert.Equal("off", config.GetString("actorbroker.http.listen"));
        Assert.True(config.GetBoolean("actorbroker.kafka.insecure"));
        Assert.True(config.GetBoolean("actorbroker.http.insecure"));
    }

    [Fact]
    public void Without_a_word_nothing_is_said()
    {
        Assert.True(Read([]).IsEmpty);
    }

    [Fact]
    public void The_file_is_the_weakest_then_the_short_options_then_settings_then_the_environment()
    {
        var file = Path.Join(_folder.Path, "broker.conf");
        File.WriteAllText(file, "actorbroker { node.id = 1, kafka.listen = \"f:1\", config.flush.policy = f, node.rack = f, log.level = f }");

        var config = Read(
            new() { ["ACTORBROKER__NODE__RACK"] = "e" },
            "-X", "flush.policy=first", "-X", "flush.policy=x", "-X", "actorbroker.node.rack=x", "--config", file, "--kafka", "o:1", "--flush", "o", "-X", "actorbroker.log.level=x");

        Assert.Equal("1", config.GetString("actorbroker.node.id"));
        Assert.Equal("o:1", config.GetString("actorbroker.kafka.listen"));
        Assert.Equal("x", config.GetString("actorbroker.config.flush.policy"));
        Assert.Equal("e", config.GetString("actorbroker.node.rack"));
    }

    private static Config Read(Dictionary<string, string> environment, params string[] arguments)
    {
        var options = new StartOptions();
        var command = new Command("start");
        options.AddTo(command);
        var parsed = command.Parse(arguments);
        Assert.Empty(parsed.Errors);
        return options.Read(parsed, environment);
    }
}
