using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Formatting;

namespace ActorBroker.Hosting.Logging;

/// <summary>
/// An event as one line: when (UTC), how important, where, what, why.
/// <c>2026-11-21T18:54:02.123Z WARN broker/partitions A log directory could not be checkpointed: …</c>
/// </summary>
/// <remarks>
/// Control characters are written as escapes, so that no text that a client chose can begin a line of its own or move the terminal. The causes of
/// an error follow it on the same line, each behind <c>&lt;-</c>.
/// </remarks>
/// <param name="withStacks">Whether the lines of an error's stack follow, indented: for who looks for the fault in the code.</param>
public sealed class EventLine(bool withStacks) : ITextFormatter
{
    /// <inheritdoc/>
    public void Format(LogEvent logEvent, TextWriter output)
    {
        var line = new StringBuilder();
        line.Append(logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        line.Append(' ').Append(NameOf(logEvent.Level)).Append(' ');
        if (logEvent.Properties.GetValueOrDefault(SerilogLogger.Where) is ScalarValue { Value: string { Length: > 0 } where })
            line.Append(Escaped(where)).Append(": ");
        line.Append(Escaped(Render(logEvent)));
        for (var cause = logEvent.Exception; cause is not null; cause = cause.InnerException)
            line.Append(" <- ").Append(cause.GetType().Name).Append(": ").Append(Escaped(cause.Message));
        output.WriteLine(line);
        if (withStacks && logEvent.Exception is { } exception)
            WriteStack(exception, output);
    }

    private static string NameOf(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose or LogEventLevel.Debug => "DEBUG",
        LogEventLevel.Information => "INFO ",
        LogEventLevel.Warning => "WARN ",
        _ => "ERROR",
    };

    /// <summary>The message with its values as they are: Serilog's own rendering puts texts in quotation marks.</summary>
    private static string Render(LogEvent logEvent)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        foreach (var token in logEvent.MessageTemplate.Tokens)
        {
            if (token is Serilog.Parsing.PropertyToken property
                && logEvent.Properties.GetValueOrDefault(property.PropertyName) is ScalarValue { Value: string value })
                text.Write(value);
            else
                token.Render(logEvent.Properties, text, CultureInfo.InvariantCulture);
        }

        return text.ToString();
    }

    private static string Escaped(string text) =>
        text.Any(char.IsControl)
            ? string.Concat(text.Select(letter => char.IsControl(letter) ? $"\\u{(int)letter:x4}" : letter.ToString()))
            : text;

    private static void WriteStack(Exception exception, TextWriter output)
    {
        foreach (var frame in exception.ToString().Split('\n').Skip(1))
            output.WriteLine($"    {Escaped(frame.Trim())}");
    }
}
