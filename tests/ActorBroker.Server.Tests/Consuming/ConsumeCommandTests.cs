using ActorBroker.Server.Tests.Support;

namespace ActorBroker.Server.Tests.Consuming;

public sealed class ConsumeCommandTests(RunningBroker broker) : IClassFixture<RunningBroker>
{
    [Theory]
    [InlineData("0 1 2 3 4", "-e")]
    [InlineData("0 1 2 3 4", "-o", "earliest", "-e")]
    [InlineData("", "-o", "latest", "-e")]
    [InlineData("3 4", "-o", "3", "-e")]
    [InlineData("3 4", "-o", "-2", "-e")]
    [InlineData("0 1", "-n", "2")]
    [InlineData("2 3 4", "-o", "@1000000002000", "-e")]
    [InlineData("2 3", "-o", "@1000000002000:@1000000004000")]
    [InlineData("0 1 2 3 4", "-o", "@2001-01-01:@-1h")]
    [InlineData("", "-n", "0")]
    public void Reading_begins_and_ends_where_it_is_told(string expected, params string[] options)
    {
        var topic = $"positions{string.Concat(options).GetHashCode(StringComparison.Ordinal) & int.MaxValue}";
        broker.Produce(topic, string.Concat(Enumerable.Range(0, 5).Select(index => $"{{\"value\":\"{index}\",\"timestamp\":{1_000_000_000_000 + (index * 1000)}}}\n")), "--format", "json");

        var printed = broker.Done(["consume", topic, .. options]);

        Assert.Equal(expected, printed.Trim().Replace('\n', ' '));
    }

    [Fact]
    public void A_format_has_all_of_a_record()
    {
        broker.Produce("format", "k:v1\nw\n", "-K", ":", "-H", "a=1", "-H", "b=2");

        var printed = broker.Done("consume", "format", "-e", "-f", @"%t/%p/%o %k=%v %K %V %H [%h] 100%%\t.\n");

        Assert.Equal("format/0/0 k=v1 1 2 2 [a=1,b=2] 100%\t.\nformat/0/1 =w -1 1 2 [a=1,b=2] 100%\t.\n", printed);
    }

    [ToolFact("sh")]
    public void What_is_printed_into_a_file_stands_before_what_the_next_program_prints_there()
    {
        broker.Produce("into-a-file", "first\nsecond\n");
        using var folder = new TempDirectory();
        var file = Path.Join(folder.Path, "printed");

        Tool.Run("sh", ["-c", "(echo before; \"$0\" consume into-a-file -e --brokers \"$1\"; echo after) > \"$2\"", ServerCommand.Program, broker.Address, file]);

        Assert.Equal(["before", "first", "second", "after"], File.ReadAllLines(file));
    }

    [Fact]
    public void Several_topics_and_chosen_partitions_are_read()
    {
        broker.CreateTopic("many", 3);
        foreach (var partition in new[] { "0", "1", "2" })
            broker.Produce("many", $"in {partition}\n", "-p", partition);
        broker.Produce("other", "alone\n");

        Assert.Equal("many-0 many-1 many-2 other-0", Sorted(broker.Done("consume", "many", "other", "-e", "-f", @"%t-%p\n")));
        Assert.Equal("in 0 in 2", Sorted(broker.Done("consume", "many", "-p", "0,2", "-e")));
    }

    [Fact]
    public async Task Records_are_printed_as_they_come_until_it_is_interrupted()
    {
        broker.Produce("live", "before\n");
        using var consumer = new RunningConsumer(broker, "live");
        await consumer.PrintedAsync(1);

        broker.Produce("live", "after\n");
        await consumer.PrintedAsync(2);

        Assert.Equal(["before", "after"], consumer.Lines);
        Assert.Equal(ExitCode.Done, consumer.Interrupt());
    }

    [Theory]
    [InlineData(ExitCode.Failed, "did you mean 'exists'", "exist")]
    [InlineData(ExitCode.Failed, "the topic has 1 partitions", "exists", "-p", "4")]
    [InlineData(ExitCode.WrongUsage, "The form of the output is --output", "exists", "-o", "json")]
    [InlineData(ExitCode.WrongUsage, "--format: '%q'", "exists", "-f", "%q")]
    [InlineData(ExitCode.WrongUsage, "--count must be 0 or more", "exists", "-n", "-1")]
    [InlineData(ExitCode.WrongUsage, "says who reads which partition", "exists", "-g", "g", "-p", "0")]
    [InlineData(ExitCode.WrongUsage, "--partitions", "exists", "-p", "x")]
    public void What_cannot_be_meant_is_told(int code, string expected, params string[] arguments)
    {
        broker.Produce("exists", "x\n");

        Assert.Contains(expected, broker.RunProcess(code, ["consume", .. arguments]).Errors, StringComparison.OrdinalIgnoreCase);
    }

    private static string Sorted(string lines) => string.Join(' ', lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
}
