using Akka.Actor;

namespace Akka.Pattern;

/// <summary>
/// Options of supervisors that start their child again after a delay, which doubles from <c>minBackoff</c> to <c>maxBackoff</c> with
/// each start and is stretched at random by up to <c>randomFactor</c> (0.2: by 20 %).
/// </summary>
public static class Backoff
{
    /// <summary>When the child fails in a way that its decider would restart it for. A child that stops takes its supervisor with it.</summary>
    public static BackoffOptions OnFailure(Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor) =>
        OnFailure(childProps, childName, minBackoff, maxBackoff, randomFactor, -1);

    /// <inheritdoc cref="OnFailure(Props, string, TimeSpan, TimeSpan, double)"/>
    /// <param name="maxNrOfRetries">After as many starts the supervisor stops; -1: never.</param>
    public static BackoffOptions OnFailure(
        Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries) =>
        BackoffOptionsImpl.Create(restartsOnStop: false, childProps, childName, minBackoff, maxBackoff, randomFactor, maxNrOfRetries);

    /// <summary>When the child has stopped, for whatever reason.</summary>
    public static BackoffOptions OnStop(Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor) =>
        OnStop(childProps, childName, minBackoff, maxBackoff, randomFactor, -1);

    /// <inheritdoc cref="OnStop(Props, string, TimeSpan, TimeSpan, double)"/>
    /// <param name="maxNrOfRetries">After as many starts the supervisor stops; -1: never.</param>
    public static BackoffOptions OnStop(
        Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries) =>
        BackoffOptionsImpl.Create(restartsOnStop: true, childProps, childName, minBackoff, maxBackoff, randomFactor, maxNrOfRetries);
}
