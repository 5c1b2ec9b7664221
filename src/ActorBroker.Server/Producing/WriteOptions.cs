using System.CommandLine;
using ActorBroker.Model.Compression;
using ActorBroker.Server.Commands;

namespace ActorBroker.Server.Producing;

/// <summary>The options of each command that writes records: when they count, and how they travel.</summary>
internal sealed class WriteOptions
{
    private const int BatchBytesLeast = 256;

    private readonly Option<string> _acks = new("--acks")
    {
        Description = "When a record counts: all (the default, and each record once), 1: the leader has it, 0: it was sent.",
        HelpName = "all|1|0",
        DefaultValueFactory = _ => "all",
    };

    private readonly Option<CompressionCodec> _codec = new("--compression", "-z")
    {
        Description = "How batches are compressed; the default is none.",
        HelpName = "none|gzip|snappy|lz4|zstd",
    };

    private readonly Option<int> _batchBytes = new("--batch-bytes")
    {
        Description = "The most bytes of a batch before compression. The default is what a broker takes by default.",
        HelpName = "N",
        DefaultValueFactory = _ => new ProducerOptions().BatchBytesMax,
    };

    /// <summary>The options.</summary>
    public WriteOptions() => _acks.AcceptOnlyFromAmong("all", "-1", "1", "0");

    /// <summary>Gives them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_acks);
        command.Options.Add(_codec);
        command.Options.Add(_batchBytes);
    }

    /// <summary>What was said.</summary>
    /// <exception cref="UsageException">It is said wrong.</exception>
    public ProducerOptions Read(ParseResult parsed) => new()
    {
        Acks = parsed.GetValue(_acks) switch { "0" => 0, "1" => 1, _ => -1 },
        Codec = parsed.GetValue(_codec),
        BatchBytesMax = parsed.GetValue(_batchBytes) is >= BatchBytesLeast and var bytes
            ? bytes
            : throw new UsageException($"--batch-bytes must be {BatchBytesLeast} or more."),
    };
}
