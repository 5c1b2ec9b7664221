namespace ActorBroker.Server;

/// <summary>How the program ends; part of its interface, for scripts and service managers.</summary>
internal static class ExitCode
{
    /// <summary>It did what it was asked to; a broker was stopped by a signal and is clean.</summary>
    public const int Done = 0;

    /// <summary>
    /// A command failed, or did only a part of what it was asked to. Of <c>start</c>: the broker ended by itself, or its logs could not be closed clean;
    /// the last lines of the log say why.
    /// </summary>
    public const int Failed = 1;

    /// <summary>The command line or the configuration is wrong. Nothing was touched.</summary>
    public const int WrongUsage = 2;

    /// <summary>The broker could not start: address, data directory. What was taken was given back.</summary>
    public const int NotStarted = 3;

    /// <summary>A command could not reach a broker, or got no answer.</summary>
    public const int Unreachable = 3;

    /// <summary>The stop took longer than it may. What was acknowledged is safe.</summary>
    public const int StopTimedOut = 4;
}
