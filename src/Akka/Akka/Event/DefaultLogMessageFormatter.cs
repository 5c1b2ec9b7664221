namespace Akka.Event;

/// <summary>
/// Understands numbered holes as <c>string.Format</c> does (<c>{0}</c>, <c>{0,8:N2}</c>) and named ones (<c>{Name}</c>),
/// which take the arguments in their order. Doubled braces are braces. A hole without an argument stays as it is, so that
/// a faulty template never costs the message.
/// </summary>
public class DefaultLogMessageFormatter : ILogMessageFormatter
{
    /// <summary>The one instance; it has no state.</summary>
    public static readonly DefaultLogMessageFormatter Instance = new();

    private DefaultLogMessageFormatter()
    {
    }

    /// <inheritdoc/>
    public string Format(string format, params object[] args) => MessageTemplate.Render(format, args);

    /// <inheritdoc/>
    public string Format(string format, IEnumerable<object> args) => MessageTemplate.Render(format, args as IReadOnlyList<object> ?? [.. args]);
}
