namespace Akka.Event;

/// <summary>A log message with an array of arguments.</summary>
internal sealed class TemplateMessage(ILogMessageFormatter formatter, string format, object[] arguments) : LogMessage(formatter, format)
{
    public override string Unformatted() => $"{Format} [{string.Join(", ", arguments)}]";

    public override IEnumerable<object> Parameters() => arguments;

    public override string ToString() => Formatter.Format(Format, arguments);
}
