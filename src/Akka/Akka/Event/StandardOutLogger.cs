namespace Akka.Event;

/// <summary>Prints log events to the standard output, one after another, whatever the number of threads.</summary>
public class StandardOutLogger : MinimalLogger
{
    private static readonly Lock Output = new();

    /// <summary>Whether levels are told apart by colour; true at first.</summary>
    public static bool UseColors { get; set; } = true;

    /// <summary>The colour of debug events.</summary>
    public static ConsoleColor DebugColor { get; set; } = ConsoleColor.Gray;

    /// <summary>The colour of info events.</summary>
    public static ConsoleColor InfoColor { get; set; } = ConsoleColor.White;

    /// <summary>The colour of warnings.</summary>
    public static ConsoleColor WarningColor { get; set; } = ConsoleColor.Yellow;

    /// <summary>The colour of errors.</summary>
    public static ConsoleColor ErrorColor { get; set; } = ConsoleColor.Red;

    /// <summary>Prints one event.</summary>
    internal static void Print(LogEvent logEvent)
    {
        var text = logEvent.ToString();
        lock (Output)
        {
            if (!UseColors || Console.IsOutputRedirected)
            {
                Console.WriteLine(text);
                return;
            }

            Console.ForegroundColor = ColorOf(logEvent.LogLevel());
            Console.WriteLine(text);
            Console.ResetColor();
        }
    }

    /// <inheritdoc/>
    protected override void Log(object message)
    {
        if (message is LogEvent logEvent)
            Print(logEvent);
        else
            Console.WriteLine(message);
    }

    private static ConsoleColor ColorOf(LogLevel level) => level switch
    {
        LogLevel.DebugLevel => DebugColor,
        LogLevel.InfoLevel => InfoColor,
        LogLevel.WarningLevel => WarningColor,
        _ => ErrorColor,
    };
}
