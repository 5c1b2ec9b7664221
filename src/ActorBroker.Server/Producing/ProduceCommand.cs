using System.CommandLine;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Completion;
using ActorBroker.Server.Remote;

namespace ActorBroker.Server.Producing;

/// <summary><c>actorbroker produce</c>: writes lines to a topic.</summary>
internal static class ProduceCommand
{
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(5);

    /// <summary>The command.</summary>
    public static Command Create(ClientOptions client)
    {
        var topic = new Argument<string>("TOPIC") { Description = "The topic; created if it is not there and the broker does that." }.WithTopics(client);
        var options = new ProduceOptions();
        var command = new ClientCommand(
            client,
            "produce",
            "Writes a record for each line of the standard input or a file.",
            "produce greetings",
            "produce orders --key-delimiter : -H source=import -f orders.txt",
            "consume orders -e --output json | actorbroker produce copy --format json") { topic };
        options.AddTo(command);
        client.AddTo(command);
        command.Does((parsed, context) => ProduceAsync(parsed.GetValue(topic)!, options, parsed, context));
        return command;
    }

    private static async Task<int> ProduceAsync(string topic, ProduceOptions options, ParseResult parsed, CommandContext context)
    {
        var form = options.Form(parsed);
        var report = new DeliveryReport(context.Output, parsed.InvocationConfiguration.Output, options.Prints(parsed));
        await using var input = Open(options.File(parsed));
        var producer = await RecordProducer.OpenAsync(context.Cluster, topic, options.Producer(parsed), report.Take, context.Cancellation);
        try
        {
            return await new ProduceLoop(new LineBuffer(input), form, producer, context).RunAsync();
        }
        catch (RemoteException)
        {
            context.Output.Say($"{report.Count} records were written before that.");
            throw;
        }
        finally
        {
            report.Flush();
        }
    }

    private static Stream Open(string? file)
    {
        if (file is null)
            return Console.OpenStandardInput();
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, useAsync: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--file: {exception.Message}");
        }
    }

    private sealed class ProduceLoop(LineBuffer lines, IRecordForm form, RecordProducer producer, CommandContext context)
    {
        private long _lineNumber;

        /// <summary>Writes all lines, or those up to Ctrl-C or a wrong one; what was taken is delivered in each case.</summary>
        public async Task<int> RunAsync()
        {
            var wrong = await WriteAllAsync();
            await producer.CompleteAsync();
            if (wrong is null)
                return ExitCode.Done;
            context.Output.Fail($"line {_lineNumber}: {wrong}", $"The {_lineNumber - 1} lines before it were written.");
            return ExitCode.Failed;
        }

        private async Task<string?> WriteAllAsync()
        {
            try
            {
                do
                {
                    while (lines.TryTake(out var line))
                        await WriteAsync(line);
                }
                while (await FillAsync());

                if (lines.TryTakeRest(out var last))
                    await WriteAsync(last);
                return null;
            }
            catch (Exception exception) when (exception is FormatException or InvalidDataException)
            {
                return exception.Message;
            }
        }

        private ValueTask WriteAsync(ReadOnlyMemory<byte> line)
        {
            _lineNumber++;
            var record = form.Read(line, context.Time.GetUtcNow().ToUnixTimeMilliseconds());
            if (record.Partition is { } partition && (partition < 0 || partition >= producer.PartitionCount))
                throw new FormatException($"There is no partition {partition}: the topic has {producer.PartitionCount}.");
            return producer.AppendAsync(record);
        }

        /// <summary>Reads more. When nothing comes for a moment, what was taken is let go: somebody types, and waits.</summary>
        private async Task<bool> FillAsync()
        {
            var filling = lines.FillAsync(context.Cancellation);
            if (!filling.IsCompleted)
                await Task.WhenAny(filling, context.Cluster.PauseAsync(Linger));
            if (!filling.IsCompleted)
                await producer.FlushAsync();
            try
            {
                return await filling.WaitAsync(context.Cancellation);
            }
            catch (OperationCanceledException) when (context.Cancellation.IsCancellationRequested)
            {
                return false;
            }
        }
    }
}
