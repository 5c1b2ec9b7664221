using System.Globalization;
using Akka.Actor;

namespace Akka.TestKit.Internal;

/// <summary>How failure messages name things.</summary>
internal static class Words
{
    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");

    public static string Hint(string? hint) => string.IsNullOrEmpty(hint) ? "" : $" ({hint})";

    public static string Message(object message) => $"[{message}] of type [{message.GetType()}]";

    public static string Message(Envelope envelope) => $"{Message(envelope.Message)} from {envelope.Sender}";

    public static string Messages<T>(IEnumerable<T> messages) =>
        string.Join(", ", messages.Select(message => $"[{message}]")) is { Length: > 0 } list ? list : "nothing";
}
