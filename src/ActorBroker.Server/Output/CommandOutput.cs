using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace ActorBroker.Server.Output;

/// <summary>Where a command's words go: data to the standard output, chatter and errors to the standard error, so that a pipe gets data alone.</summary>
internal sealed class CommandOutput
{
    // Not a terminal has no width; this is wider than any line, so that nothing is broken for a program.
    private const int WidthUnlimited = 100_000;

    private static readonly JsonNamingPolicy Names = JsonNamingPolicy.CamelCase;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = Names,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(Names) },
    };

    private readonly TextWriter _data;
    private readonly TextWriter _chatter;

    /// <param name="data">The standard output.</param>
    /// <param name="chatter">The standard error.</param>
    /// <param name="format">What data looks like.</param>
    public CommandOutput(TextWriter data, TextWriter chatter, OutputFormat format)
    {
        _data = data;
        _chatter = chatter;
        Format = format;
        Console = ConsoleOn(data, ReferenceEquals(data, System.Console.Out) && !System.Console.IsOutputRedirected);
        ChatterConsole = ConsoleOn(chatter, ReferenceEquals(chatter, System.Console.Error) && !System.Console.IsErrorRedirected);
    }

    /// <summary>What data looks like.</summary>
    public OutputFormat Format { get; }

    /// <summary>The standard output for tables; without colours and width when it is no terminal.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>The standard error for live progress; without colours and width when it is no terminal.</summary>
    public IAnsiConsole ChatterConsole { get; }

    /// <summary>An enumeration's name as data has it: <c>allBrokers</c>.</summary>
    public static string NameOf(Enum value) => Names.ConvertName(value.ToString());

    /// <summary>Gives data in the format asked for.</summary>
    /// <param name="data">What becomes JSON: public properties in camel case, enumerations as their names.</param>
    /// <param name="table">Writes the same for people.</param>
    public void Write<T>(T data, Action<IAnsiConsole> table)
    {
        if (Format == OutputFormat.Table)
            table(Console);
        else
            _data.WriteLine(JsonSerializer.Serialize(data, Json));
    }

    /// <summary>A line of chatter: what was done, what to do next.</summary>
    public void Say(string line) => _chatter.WriteLine(line);

    /// <summary>What failed and, if there is something, what to do about it.</summary>
    public void Fail(string what, string? advice = null)
    {
        _chatter.WriteLine($"error: {what}");
        if (advice is not null)
            _chatter.WriteLine(advice);
    }

    private static IAnsiConsole ConsoleOn(TextWriter writer, bool isTerminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isTerminal)
            console.Profile.Width = WidthUnlimited;
        return console;
    }
}
