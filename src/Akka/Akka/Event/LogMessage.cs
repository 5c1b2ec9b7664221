namespace Akka.Event;

/// <summary>A template with its arguments, turned into text only when a logger asks for it.</summary>
public abstract class LogMessage
{
    /// <summary>Makes the text.</summary>
    protected readonly ILogMessageFormatter Formatter;

    /// <summary>A template and who formats it.</summary>
    public LogMessage(ILogMessageFormatter formatter, string format)
    {
        Formatter = formatter;
        Format = format;
    }

    /// <summary>The template.</summary>
    public string Format { get; }

    /// <summary>The template and its arguments, for a formatter's error text.</summary>
    public abstract string Unformatted();

    /// <summary>The arguments, in the template's order: what a structured logger stores.</summary>
    public abstract IEnumerable<object> Parameters();
}
