using ActorBroker.Broker.Doors;
using ActorBroker.Broker.Nodes;
using ActorBroker.Hosting.Configuration;
using ActorBroker.Listener;
using ActorBroker.Machines.Controller;
using ActorBroker.Model;
using Akka.Configuration;

namespace ActorBroker.Hosting.Tests.Configuration;

public sealed class ReferenceTests
{
    public static TheoryData<string> Files { get; } = [.. Directory.GetFiles(Path.Join(Repository.Root, "hocon"), "*.conf").Select(path => Path.GetFileName(path))];

    [Fact]
    public void The_reference_and_the_catalog_of_kafkas_names_say_the_same_defaults()
    {
        var said = ConfigKeys.Leaves(HostDefaults.Reference)
            .Where(leaf => leaf.Key.StartsWith("actorbroker.config.", StringComparison.Ordinal))
            .ToDictionary(leaf => leaf.Key["actorbroker.config.".Length..], leaf => leaf.Value.GetString());

        Assert.Equal(TopicConfigs.All.Concat(BrokerConfigs.All).ToDictionary(each => each.BrokerName, each => (string?)each.Default), said);
    }

    [Fact]
    public void The_reference_and_the_options_of_the_parts_say_the_same_defaults()
    {
        var options = new BrokerConfiguration(Config.Empty).Options;
        var broker = new BrokerOptions { Broker = new BrokerId(1), LogDirectories = ["/a"], Endpoints = [] };

        Assert.Equal(new ListenerOptions { EndPoint = options.Kafka.Listener.EndPoint }, options.Kafka.Listener);
        Assert.Equal(new ControllerOptions { Placement = options.Controller.Placement }, options.Controller);
        Assert.Equal((broker.CheckpointInterval, broker.RetentionInterval), (options.Data.CheckpointInterval, options.Data.RetentionInterval));
        Assert.Equal(broker.FlushInterval, options.Data.FlushInterval);
        Assert.Equal((broker.CompactionInterval, broker.CompactionsAtOnce), (options.Data.CompactionInterval, options.Data.CompactionsAtOnce));
        Assert.Equal((broker.FlushesAtOnce, broker.OpenFilesMax), (options.Data.FlushesAtOnce, options.Data.OpenFilesMax));
    }

    [Fact]
    public void Every_key_of_the_reference_has_a_comment()
    {
        var lines = File.ReadAllLines(Path.Join(Repository.Root, "src/ActorBroker.Hosting/reference.conf"));
        var ours = lines.TakeWhile(line => !line.StartsWith("akka", StringComparison.Ordinal)).ToArray();

        Assert.Empty(Uncommented(ours));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_of_the_hocon_folder_sets_only_keys_that_exist_to_values_that_differ_with_a_reason_each(string file)
    {
        var path = Path.Join(Repository.Root, "hocon", file);
        var overrides = ConfigSources.FromFile(path);

        var configuration = new BrokerConfiguration(overrides);

        Assert.All(ConfigKeys.Leaves(overrides), leaf => Assert.NotEqual($"{HostDefaults.Reference.GetValue(leaf.Key)}", $"{configuration.All.GetValue(leaf.Key)}"));
        Assert.Empty(Uncommented(File.ReadAllLines(path)));
    }

    /// <summary>Settings that neither follow a comment nor a setting that does.</summary>
    private static IEnumerable<string> Uncommented(string[] lines) =>
        lines.Where((line, at) => line.Contains(" = ", StringComparison.Ordinal) && !line.TrimStart().StartsWith('#')
            && !lines[at - 1].TrimStart().StartsWith('#') && !lines[at - 1].Contains(" = ", StringComparison.Ordinal));
}
