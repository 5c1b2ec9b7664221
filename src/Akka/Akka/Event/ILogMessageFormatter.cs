namespace Akka.Event;

/// <summary>Turns a message template and its arguments into text. Called when a logger prints, on the logger's thread; must not throw.</summary>
public interface ILogMessageFormatter
{
    /// <summary>The text of a template with its arguments.</summary>
    string Format(string format, params object[] args);

    /// <summary>The text of a template with its arguments.</summary>
    string Format(string format, IEnumerable<object> args);
}
