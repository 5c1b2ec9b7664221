namespace Akka.Event;

/// <summary>How important a log event is.</summary>
public enum LogLevel
{
    /// <summary>For whoever looks for a fault.</summary>
    DebugLevel,

    /// <summary>What an operator may want to know.</summary>
    InfoLevel,

    /// <summary>What an operator should look at.</summary>
    WarningLevel,

    /// <summary>Something failed.</summary>
    ErrorLevel,
}
