using ActorBroker.Hosting.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace ActorBroker.Hosting.Tests.Logging;

public sealed class EventLineTests
{
    private static readonly DateTimeOffset Time = new(2026, 11, 21, 19, 54, 2, 123, TimeSpan.FromHours(1));

    [Fact]
    public void An_event_is_one_line_of_time_level_place_and_message()
    {
        var line = Lines(null, "Broker {Broker} serves cluster {Cluster}.", 1, "abc").Single();

        Assert.Equal("2026-11-21T18:54:02.123Z WARN  broker/partitions: Broker 1 serves cluster abc.", line);
    }

    [Fact]
    public void Causes_follow_on_the_same_line()
    {
        var line = Lines(new IOException("outer", new InvalidOperationException("inner\nmore")), "It failed.").Single();

        Assert.EndsWith(@"It failed. <- IOException: outer <- InvalidOperationException: inner\u000amore", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Control_characters_that_a_client_chose_neither_begin_a_line_nor_move_the_terminal()
    {
        var line = Lines(null, "Topic {Name} was refused.", "a\r\n2026 ERROR forged\u001b[2J").Single();

        Assert.EndsWith(@"Topic a\u000d\u000a2026 ERROR forged\u001b[2J was refused.", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Stacks_follow_where_they_are_asked_for()
    {
        var thrown = Record.Exception(Fail);

        var lines = Lines(thrown, withStacks: true);

        Assert.Contains(nameof(Fail), lines[1], StringComparison.Ordinal);
        Assert.StartsWith("    at ", lines[1], StringComparison.Ordinal);
    }

    private static void Fail() => throw new IOException("no");

    private static string[] Lines(Exception? failure, string template, params object[] values) => Lines(failure, false, template, values);

    private static string[] Lines(Exception? failure, bool withStacks, string template = "It failed.", params object[] values)
    {
        using Logger logger = new LoggerConfiguration().CreateLogger();
        Assert.True(logger.BindMessageTemplate(template, values, out var parsed, out var bound));
        var properties = bound.Append(new LogEventProperty("Where", new ScalarValue("broker/partitions")));
        var output = new StringWriter();

        new EventLine(withStacks).Format(new LogEvent(Time, LogEventLevel.Warning, failure, parsed, properties), output);

        return output.ToString().TrimEnd('\n').Split('\n');
    }
}
