using System.CommandLine;
using System.Globalization;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Completion;

namespace ActorBroker.Server.Consuming;

/// <summary>The options of <c>consume</c>.</summary>
internal sealed class ConsumeOptions
{
    private readonly Option<string?> _start = new("--offset", "-o")
    {
        Description = $"Where to begin; in a group, in partitions that it never read. The default is earliest. One of: {StartPosition.Forms}.",
        HelpName = "START",
    };

    private readonly Option<string?> _partitions = new("--partitions", "-p") { Description = "Only these partitions.", HelpName = "N[,...]" };

    private readonly Option<long?> _count = new("--count", "-n") { Description = "End after so many records.", HelpName = "N" };

    private readonly Option<bool> _exit = new("--exit", "-e") { Description = "End once all was read that there was at the start." };

    private readonly Option<string?> _format = new("--format", "-f")
    {
        Description = $@"How a record is printed; the default is %v\n. {FormatRecordWriter.Escapes}.",
        HelpName = "FORMAT",
    };

    private readonly Option<string?> _group = new("--group", "-g")
    {
        Description = "Be a member of a consumer group: it shares the partitions among its members, and keeps how far each was printed.",
        HelpName = "GROUP",
    };

    private readonly Option<string> _output = new("--output")
    {
        Description = "What the data looks like: text (the default, by --format), or json: an object in a line for each record. (-o is the offset here.)",
        HelpName = "text|json",
        DefaultValueFactory = _ => "text",
    };

    /// <param name="client">How the cluster is reached that completes names.</param>
    public ConsumeOptions(ClientOptions client)
    {
        _output.AcceptOnlyFromAmong("text", "json");
        _group.WithGroups(client);
    }

    /// <summary>Gives them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _start, _partitions, _count, _exit, _format, _group, _output })
            command.Options.Add(option);
    }

    /// <summary>The group; null for none.</summary>
    /// <exception cref="UsageException">Partitions were chosen too.</exception>
    public string? Group(ParseResult parsed) => parsed.GetValue(_group) is not { } group || parsed.GetValue(_partitions) is null
        ? parsed.GetValue(_group)
        : throw new UsageException($"--partitions and --group: the group '{group}' itself says who reads which partition.");

    /// <summary>How many records; null for all.</summary>
    /// <exception cref="UsageException">It is less than none.</exception>
    public long? CountMax(ParseResult parsed) => parsed.GetValue(_count) is not < 0 ? parsed.GetValue(_count) : throw new UsageException("--count must be 0 or more.");

    /// <summary>True to end at what is the end now.</summary>
    public bool StopsAtEnd(ParseResult parsed) => parsed.GetValue(_exit);

    /// <summary>Where to begin.</summary>
    /// <exception cref="UsageException">It is said wrong.</exception>
    public StartPosition Start(ParseResult parsed, DateTimeOffset now)
    {
        if (parsed.GetValue(_start) is not { } text)
            return StartPosition.Earliest;
        return StartPosition.Parse(text, now) ?? throw new UsageException($"--offset: '{text}' is none of: {StartPosition.Forms}. (The form of the output is --output.)");
    }

    /// <summary>The partitions that were chosen; null for all.</summary>
    /// <exception cref="UsageException">They are said wrong.</exception>
    public IReadOnlySet<int>? Partitions(ParseResult parsed)
    {
        if (parsed.GetValue(_partitions) is not { } text)
            return null;

        var chosen = new HashSet<int>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            chosen.Add(int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
                ? partition
                : throw new UsageException($"--partitions: '{text}' is not a number, or several with commas between them."));
        }

        return chosen;
    }

    /// <summary>How records are written.</summary>
    /// <exception cref="UsageException">It is said wrong.</exception>
    public IRecordWriter Writer(ParseResult parsed)
    {
        var format = parsed.GetValue(_format);
        if (parsed.GetValue(_output) == "json")
            return format is null ? new JsonRecordWriter() : throw new UsageException("--format and --output json: choose one.");
        return FormatRecordWriter.Parse(format ?? @"%v\n") ?? throw new UsageException($"--format: '{format}' has an escape that is none of: {FormatRecordWriter.Escapes}.");
    }
}
