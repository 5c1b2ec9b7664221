using System.Collections.Immutable;
using ActorBroker.Hosting.Configuration;
using ActorBroker.Hosting.Tests.Support;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;
using Akka.Configuration;
using Serilog.Events;

namespace ActorBroker.Hosting.Tests.Configuration;

public sealed class BrokerConfigurationTests
{
    [Fact]
    public void Without_a_word_the_broker_is_the_first_of_its_cluster_on_loopback_with_data_in_the_working_folder()
    {
        var options = new BrokerConfiguration(Config.Empty).Options;

        Assert.Equal(new BrokerId(1), options.Node);
        Assert.Null(options.Rack);
        Assert.Equal("127.0.0.1:9092", options.Kafka.Listen.ToString());
        Assert.Equal([Path.GetFullPath("data")], options.Data.Directories.ToArray());
        Assert.Equal("127.0.0.1:8080", options.Http.Listen?.ToString());
        Assert.Equal((false, false), (options.Kafka.IsInsecureAllowed, options.Http.IsInsecureAllowed));
    }

    [Fact]
    public void What_is_said_of_the_node_and_its_data_is_what_it_gets()
    {
        var options = Configs.Of("""
            actorbroker.node { id = 7, rack = "r2", stop-timeout = 3s }
            actorbroker.data {
              directories = ["/a/", "/b"], threads-max = 5, flushes-at-once = 6, open-files-max = 8, checkpoint-interval = 9s, retention-interval = 10s
              compaction-interval = 11s, compactions-at-once = 2, flush-interval = 12s
            }
            actorbroker.log.level = warning
            """).Options;

        Assert.Equal((new BrokerId(7), "r2", TimeSpan.FromSeconds(3)), (options.Node, options.Rack, options.StopTimeout));
        Assert.Equal(["/a/logs", "/b/logs"], options.Data.LogDirectories.ToArray());
        Assert.Equal(("/a/journal", "/a/snapshots"), (options.Data.JournalDirectory, options.Data.SnapshotDirectory));
        Assert.Equal((5, 6, 8), (options.Data.ThreadsMax, options.Data.FlushesAtOnce, options.Data.OpenFilesMax));
        Assert.Equal((TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(10)), (options.Data.CheckpointInterval, options.Data.RetentionInterval));
        Assert.Equal((TimeSpan.FromSeconds(11), 2), (options.Data.CompactionInterval, options.Data.CompactionsAtOnce));
        Assert.Equal(TimeSpan.FromSeconds(12), options.Data.FlushInterval);
        Assert.Equal(LogEventLevel.Warning, options.LogLevel);
    }

    [Fact]
    public void What_is_said_of_the_listener_is_what_it_gets()
    {
        var kafka = Configs.Of("""
            actorbroker.kafka {
              listen = "[::1]:0", advertised-host = "broker.example", advertised-port = 19092, insecure = on
              in-flight-bytes-max = 2 MiB, in-flight-requests-max = 3, auto-creates-topics = off
            }
            """).Options.Kafka;

        Assert.Equal(new ListenAddress("::1", 0), kafka.Listen);
        Assert.Equal(("broker.example", 19092), (kafka.AdvertisedHost, kafka.AdvertisedPort));
        Assert.True(kafka.IsInsecureAllowed);
        Assert.Equal((2 * 1024 * 1024, 3), (kafka.InFlightBytesMax, kafka.InFlightRequestsMax));
        Assert.False(kafka.AutoCreatesTopics);
    }

    [Fact]
    public void What_is_said_of_http_is_what_it_gets()
    {
        var http = Configs.Of("""actorbroker.http { listen = "[::1]:0", insecure = on, connections-max = 3 }""").Options.Http;

        Assert.Equal(new ListenAddress("::1", 0), http.Listen);
        Assert.Equal((true, 3), (http.IsInsecureAllowed, http.ConnectionsMax));
        Assert.Null(Configs.Of("actorbroker.http.listen = off").Options.Http.Listen);
    }

    [Fact]
    public void What_is_said_of_metrics_is_what_they_get()
    {
        var metrics = Configs.Of("""
            actorbroker.metrics { topics-max = 1, partitions-max = 2, groups-max = 3, groups-interval = 4s, looks-max = 5 }
            """).Options.Metrics;

        Assert.Equal((1, 2, 3, 5), (metrics.TopicsMax, metrics.PartitionsMax, metrics.GroupsMax, metrics.LooksMax));
        Assert.Equal(TimeSpan.FromSeconds(4), metrics.GroupsInterval);
    }

    [Fact]
    public void What_is_said_of_connections_is_what_they_get()
    {
        var listener = Configs.Of("""
            actorbroker.kafka {
              connections-max = 2, connections-per-address-max = 3, drain-timeout = 4s
              connection { request-bytes-max = 5 KiB, requests-in-flight-max = 6, output-bytes-max = 7 KiB, handshake-timeout = 8s, idle-timeout = 9s }
            }
            """).Options.Kafka.Listener;

        var connection = listener.Connection;
        Assert.Equal((2, 3, TimeSpan.FromSeconds(4)), (listener.ConnectionsMax, listener.ConnectionsPerAddressMax, listener.StopTimeout));
        Assert.Equal((5 * 1024, 6, 7 * 1024), (connection.RequestBytesMax, connection.RequestsInFlightMax, connection.OutputBytesMax));
        Assert.Equal((TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(9)), (connection.HandshakeTimeout, connection.IdleTimeout));
    }

    [Fact]
    public void What_is_said_of_the_controller_is_what_it_gets()
    {
        var options = Configs.Of("""
            actorbroker.controller {
              partition-count-default = 2, replication-factor-default = 3, partitions-per-request-max = 4, partitions-max = 5
              allows-topic-deletion = off, preferred-leader-interval = infinite, events-per-snapshot = 6
            }
            actorbroker.config { min.insync.replicas = 7, unclean.leader.election.enable = true }
            """).Options;

        var controller = options.Controller;
        Assert.Equal((2, 3, 4, 5), (controller.PartitionCountDefault, controller.ReplicationFactorDefault, controller.PartitionsPerRequestMax, controller.PartitionsMax));
        Assert.Equal((false, null, 7), (controller.AllowsTopicDeletion, controller.PreferredLeaderInterval, controller.MinIsrDefault));
        Assert.Equal((6, true), (options.EventsPerSnapshot, controller.AllowsUncleanDefault));
    }

    [Fact]
    public void Defaults_of_topics_under_kafkas_names_reach_the_topics()
    {
        var configs = Configs.Of("""actorbroker.config { flush.policy = os, message.max.bytes = 500 }""").Options.Configs;

        var settings = configs.SettingsOf("any", MetadataImage.Empty);

        Assert.Equal(Machines.Replication.FlushPolicy.Os, settings.Flush);
        Assert.Equal(500, settings.Validation.BatchBytesMax);
    }

    [Theory]
    [InlineData("actorbroker.node.id", "one", "int", "string \"one\"")]
    [InlineData("actorbroker.data.threads-max", "[1]", "int", "array")]
    [InlineData("actorbroker.data.directories", "7", "array", "\"7\"")]
    [InlineData("actorbroker.kafka.insecure", "maybe", "boolean", "\"maybe\"")]
    [InlineData("actorbroker.kafka.in-flight-bytes-max", "lots", "size in bytes", "\"lots\"")]
    [InlineData("actorbroker.node.stop-timeout", "soon", "duration", "\"soon\"")]
    [InlineData("actorbroker.log.level", "[info]", "string", "array")]
    public void A_wrong_type_is_refused_with_the_key_and_both_types(string key, string value, string expected, string found)
    {
        var complaint = Configs.Complaint($"{key} = {value}");

        Assert.Contains($"'{key}'", complaint, StringComparison.Ordinal);
        Assert.Contains($"expected {expected}", complaint, StringComparison.Ordinal);
        Assert.Contains(found, complaint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("node.id = -1", "must be from 0 to 2147483647")]
    [InlineData("node.stop-timeout = 0s", "must be more than zero and up to 1 day")]
    [InlineData("node.stop-timeout = infinite", "is infinite, but must be a duration")]
    [InlineData("data.threads-max = 0", "must be from 1 to 1024")]
    [InlineData("data.flushes-at-once = 1025", "must be from 1 to 1024")]
    [InlineData("data.directories = []", "is empty, but must be one path or more")]
    [InlineData("data.directories = [\"\"]", "a list with an empty path")]
    [InlineData("data.directories = [\"/a\", \"/a/\"]", "has '/a' twice")]
    [InlineData("kafka.listen = \"9092\"", "must be HOST:PORT")]
    [InlineData("kafka.listen = \"127.0.0.1:65536\"", "must be HOST:PORT")]
    [InlineData("kafka.listen = \"::1:9092\"", "must be HOST:PORT")]
    [InlineData("http.listen = on", "must be HOST:PORT")]
    [InlineData("http.connections-max = 0", "must be from 1 to 100000")]
    [InlineData("kafka.advertised-port = 65536", "must be from 0 to 65535")]
    [InlineData("kafka.in-flight-bytes-max = 1", "must be from 1048576 to")]
    [InlineData("kafka.in-flight-bytes-max = null", "is null, but must be a size in bytes")]
    [InlineData("node.rack = null", "is null, but must be a text")]
    [InlineData("controller.partitions-max = 0", "must be from 1 to 10000000")]
    [InlineData("log.level = loud", "must be debug, info, warning or error")]
    [InlineData("config.flush.policy = never", "must be one of commit, os")]
    [InlineData("config.log.segment.bytes = 5", "must be from 1048576 to 2147483647")]
    [InlineData("config.min.insync.replicas = none", "must be a number")]
    public void A_value_out_of_range_is_refused_with_its_key_and_its_range(string setting, string expected)
    {
        var complaint = Configs.Complaint($"actorbroker.{setting}");

        Assert.Contains($"actorbroker.{setting.Split(' ')[0]}", complaint, StringComparison.Ordinal);
        Assert.Contains(expected, complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_that_contradict_each_other_are_refused_with_both_names()
    {
        var complaint = Configs.Complaint("actorbroker.config.group.min.session.timeout.ms = 2000000");

        Assert.Contains("'actorbroker.config'", complaint, StringComparison.Ordinal);
        Assert.Contains("group.min.session.timeout.ms is 2000000, but must not be above group.max.session.timeout.ms, which is 1800000", complaint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("actorbroker.kafka.lisen = a", "There is no key 'actorbroker.kafka.lisen'. Did you mean 'actorbroker.kafka.listen'?")]
    [InlineData("actorbroker.config.log.retention.mss = 1", "Did you mean 'actorbroker.config.log.retention.ms'?")]
    [InlineData("retention = 1", "There is no key 'retention'.")]
    public void A_key_that_does_not_exist_is_refused_with_the_nearest_that_does(string hocon, string expected)
    {
        Assert.Contains(expected, Configs.Complaint(hocon), StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_of_the_actor_runtime_and_of_its_plugins_pass()
    {
        var all = Configs.Of("""
            akka.actor.default-dispatcher.throughput = 7
            actorbroker.journal.local.replay-filter.mode = off
            """).All;

        Assert.Equal(7, all.GetInt("akka.actor.default-dispatcher.throughput"));
    }

    [Fact]
    public void Only_entries_that_the_operator_wrote_count_as_the_brokers_own()
    {
        var definitions = Broker.Doors.TopicConfigs.All.ToImmutableArray();
        var configs = Configs.Of("actorbroker.config.flush.policy = commit").Options.Configs;

        var sources = definitions.ToDictionary(each => each.Name, each => configs.Resolve(each, "any", MetadataImage.Empty).Source);

        Assert.Equal(Broker.Doors.ConfigSource.StaticBroker, sources["flush.policy"]);
        Assert.All(sources.Where(pair => pair.Key != "flush.policy"), pair => Assert.Equal(Broker.Doors.ConfigSource.Default, pair.Value));
    }
}
