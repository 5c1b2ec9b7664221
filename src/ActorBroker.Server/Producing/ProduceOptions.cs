using System.CommandLine;
using System.Text;
using ActorBroker.Model.Records;
using ActorBroker.Server.Commands;
using ActorBroker.Server.Records;

namespace ActorBroker.Server.Producing;

/// <summary>The options of <c>produce</c>.</summary>
internal sealed class ProduceOptions
{
    private readonly Option<string?> _file = new("--file", "-f") { Description = "The lines; the default is the standard input.", HelpName = "FILE" };

    private readonly Option<string?> _key = new("--key", "-k") { Description = "The key of every record.", HelpName = "KEY" };

    private readonly Option<string?> _delimiter = new("--key-delimiter", "-K")
    {
        Description = @"A line is a key, this, and a value. \t \n \r \0 \\ are known.",
        HelpName = "TEXT",
    };

    private readonly Option<string[]> _headers = new("--header", "-H") { Description = "A header of every record; may be said more than once.", HelpName = "KEY=VALUE" };

    private readonly Option<int?> _partition = new("--partition", "-p")
    {
        Description = "The partition. By default the key decides, as with Java's clients (murmur2); without a key each batch goes to another one.",
        HelpName = "N",
    };

    private readonly Option<bool> _tombstones = new("--tombstones", "-Z") { Description = "An empty value is none: in a compacted topic it deletes the key." };

    private readonly Option<string> _form = new("--format")
    {
        Description = "What the lines are: plain (the default), or json: objects as 'consume --output json' prints them.",
        HelpName = "plain|json",
        DefaultValueFactory = _ => "plain",
    };

    private readonly Option<bool> _print = new("--print") { Description = "Print partition and offset of each record once it is acknowledged." };

    /// <summary>How it writes; the same options as of 'bench'.</summary>
    private readonly WriteOptions _write = new();

    /// <summary>The options.</summary>
    public ProduceOptions() => _form.AcceptOnlyFromAmong("plain", "json");

    /// <summary>Gives them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _file, _key, _delimiter, _headers, _partition, _tombstones, _form, _print })
            command.Options.Add(option);
        _write.AddTo(command);
    }

    /// <summary>The file to read; null for the standard input.</summary>
    public string? File(ParseResult parsed) => parsed.GetValue(_file);

    /// <summary>True to tell of each record.</summary>
    public bool Prints(ParseResult parsed) => parsed.GetValue(_print);

    /// <summary>How it writes.</summary>
    /// <exception cref="UsageException">It is said wrong.</exception>
    public ProducerOptions Producer(ParseResult parsed) => _write.Read(parsed);

    /// <summary>How lines become records.</summary>
    /// <exception cref="UsageException">It is said wrong.</exception>
    public IRecordForm Form(ParseResult parsed)
    {
        RecordHeader[] headers = [.. (parsed.GetValue(_headers) ?? []).Select(HeaderOf)];
        if (parsed.GetValue(_form) == "json")
        {
            return parsed.GetValue(_key) is null && parsed.GetValue(_delimiter) is null
                ? new JsonForm(parsed.GetValue(_partition), headers)
                : throw new UsageException("--key and --key-delimiter: with --format json the lines themselves have the keys.");
        }

        return new PlainForm
        {
            Key = parsed.GetValue(_key) is { } key ? Encoding.UTF8.GetBytes(key) : null,
            KeyDelimiter = DelimiterOf(parsed.GetValue(_delimiter)),
            Headers = headers,
            EmptyIsTombstone = parsed.GetValue(_tombstones),
            Partition = parsed.GetValue(_partition),
        };
    }

    private static byte[]? DelimiterOf(string? text)
    {
        if (text is null)
            return null;
        return Escapes.Undo(text) is { Length: > 0 } delimiter
            ? Encoding.UTF8.GetBytes(delimiter)
            : throw new UsageException($@"--key-delimiter: '{text}' is empty, or has a \ before something else than n, r, t, 0 or \.");
    }

    private static RecordHeader HeaderOf(string text) => text.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
        ? new RecordHeader(text[..at], Encoding.UTF8.GetBytes(text[(at + 1)..]))
        : throw new UsageException($"--header: '{text}' is not KEY=VALUE.");
}
