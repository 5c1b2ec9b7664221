using System.CommandLine;
using ActorBroker.Model;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Completion;
using ActorBroker.Server.Remote;
using ActorBroker.Wire.Messages;
using Microsoft.Win32.SafeHandles;

namespace ActorBroker.Server.Consuming;

/// <summary><c>actorbroker consume</c>: prints the records of topics.</summary>
internal static class ConsumeCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ClientOptions client)
    {
        var topics = new Argument<string[]>("TOPIC") { Description = "The topics.", Arity = ArgumentArity.OneOrMore }.WithTopics(client);
        var options = new ConsumeOptions(client);
        var command = new ClientCommand(
            client,
            "consume",
            "Prints the records of topics, and waits for more.",
            "consume greetings",
            "consume orders -o -10 -e --output json",
            @"consume orders -o @-1h -f '%T %p/%o %k=%v\n'",
            "consume orders -g analytics") { topics };
        options.AddTo(command);
        client.AddConnectionTo(command);
        command.Does((parsed, context) => ConsumeAsync([.. parsed.GetValue(topics)!.Distinct()], options, parsed, context));
        return command;
    }

    private static async Task<int> ConsumeAsync(string[] topics, ConsumeOptions options, ParseResult parsed, CommandContext context)
    {
        var group = options.Group(parsed);
        var chosen = options.Partitions(parsed);
        var finder = new StartFinder(context.Cluster, options.Start(parsed, context.Time.GetUtcNow()), options.StopsAtEnd(parsed));
        await using var stream = StandardOutput();
        var output = new RecordOutput(stream, options.Writer(parsed), options.CountMax(parsed));
        var found = await new TopicDirectory(context.Cluster).FindAsync(topics, context.Cancellation);
        if (group is null)
        {
            var cursors = await finder.FindAsync(found, PartitionsOf(found, chosen), null, context.Cancellation);
            await new FetchLoop(context.Cluster, cursors, output, context.Output.Say).RunAsync(context.Cancellation);
        }
        else
        {
            await using var member = new GroupMember(context.Cluster, group, topics);
            await new GroupReading(context, member, topics, finder, output).RunAsync();
        }

        return ExitCode.Done;
    }

    /// <summary>
    /// The console's own stream would not tell when the reader at the other end of a pipe has gone; in a file, a stream of ours would not move the place
    /// where the shell's next program writes.
    /// </summary>
    private static Stream StandardOutput()
    {
        var direct = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return direct.CanSeek ? Console.OpenStandardOutput() : direct;
    }

    private static List<TopicPartition> PartitionsOf(IEnumerable<MetadataResponse.MetadataResponseTopic> topics, IReadOnlySet<int>? chosen)
    {
        var partitions = new List<TopicPartition>();
        foreach (var topic in topics)
        {
            foreach (var missing in (chosen ?? new HashSet<int>()).Where(partition => topic.Partitions.All(known => known.PartitionIndex.Value != partition)))
                throw new BrokerErrorException(ErrorCode.UnknownTopicOrPartition, $"partition {topic.Name}-{missing}", $"the topic has {topic.Partitions.Count} partitions");
            partitions.AddRange(topic.Partitions.Select(partition => partition.PartitionIndex.Value).Where(partition => chosen?.Contains(partition) != false)
                .Select(partition => new TopicPartition(topic.Name!, partition)));
        }

        return partitions;
    }
}
