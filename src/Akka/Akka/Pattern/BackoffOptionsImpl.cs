using Akka.Actor;

namespace Akka.Pattern;

/// <summary>The options as a record.</summary>
internal sealed class BackoffOptionsImpl : BackoffOptions
{
    private readonly Values _values;

    private BackoffOptionsImpl(Values values) => _values = values;

    internal override Props Props => _values.RestartsOnStop
        ? Props.Create(() => new BackoffSupervisor(
            _values.ChildProps, _values.ChildName, _values.MinBackoff, _values.MaxBackoff, _values.Reset, _values.RandomFactor,
            _values.Strategy, _values.ReplyWhileStopped, _values.FinalStopMessage))
        : Props.Create(() => new BackoffOnFailureSupervisor(
            _values.ChildProps, _values.ChildName, _values.MinBackoff, _values.MaxBackoff, _values.Reset, _values.RandomFactor,
            _values.Strategy, _values.ReplyWhileStopped, _values.FinalStopMessage));

    /// <exception cref="ArgumentException">A backoff is not positive, the maximum is below the minimum, or the factor is not in 0..1.</exception>
    public static BackoffOptions Create(
        bool restartsOnStop, Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries)
    {
        if (minBackoff <= TimeSpan.Zero)
            throw new ArgumentException("MinBackoff must be greater than 0", nameof(minBackoff));
        if (maxBackoff < minBackoff)
            throw new ArgumentException("MaxBackoff must be greater than MinBackoff", nameof(maxBackoff));
        if (randomFactor is < 0.0 or > 1.0)
            throw new ArgumentException("RandomFactor must be between 0.0 and 1.0", nameof(randomFactor));
        var strategy = new OneForOneStrategy(SupervisorStrategy.DefaultDecider).WithMaxNrOfRetries(maxNrOfRetries);
        return new BackoffOptionsImpl(new Values(
            restartsOnStop, childProps, childName, minBackoff, maxBackoff, randomFactor, new AutoReset(minBackoff), strategy, null, null));
    }

    public override BackoffOptions WithAutoReset(TimeSpan resetBackoff) => With(_values with { Reset = new AutoReset(resetBackoff) });

    public override BackoffOptions WithManualReset() => With(_values with { Reset = new ManualReset() });

    public override BackoffOptions WithSupervisorStrategy(OneForOneStrategy supervisorStrategy) =>
        With(_values with { Strategy = supervisorStrategy });

    public override BackoffOptions WithDefaultStoppingStrategy() =>
        With(_values with { Strategy = SupervisorStrategy.StoppingStrategy.WithMaxNrOfRetries(_values.Strategy.MaxNumberOfRetries) });

    public override BackoffOptions WithMaxNrOfRetries(int maxNrOfRetries) =>
        With(_values with { Strategy = _values.Strategy.WithMaxNrOfRetries(maxNrOfRetries) });

    public override BackoffOptions WithReplyWhileStopped(object replyWhileStopped) =>
        With(_values with { ReplyWhileStopped = replyWhileStopped });

    public override BackoffOptions WithFinalStopMessage(Func<object, bool> isFinalStopMessage) =>
        With(_values with { FinalStopMessage = isFinalStopMessage });

    private static BackoffOptionsImpl With(Values values) => new(values);

    private sealed record Values(
        bool RestartsOnStop,
        Props ChildProps,
        string ChildName,
        TimeSpan MinBackoff,
        TimeSpan MaxBackoff,
        double RandomFactor,
        IBackoffReset Reset,
        OneForOneStrategy Strategy,
        object? ReplyWhileStopped,
        Func<object, bool>? FinalStopMessage);
}
