namespace ActorBroker.Server.Remote;

/// <summary>None of the brokers named could be connected to.</summary>
internal sealed class BrokerUnreachableException(IReadOnlyList<(BrokerAddress Address, string Reason)> attempts)
    : RemoteException("could not reach " + string.Join("; ", attempts.Select(attempt => $"{attempt.Address}: {attempt.Reason}")))
{
    /// <summary>Whom it tried, in order, and what happened.</summary>
    public IReadOnlyList<(BrokerAddress Address, string Reason)> Attempts { get; } = attempts;

    /// <inheritdoc/>
    public override bool IsRetriable => false;

    /// <inheritdoc/>
    public override int ExitCode => Server.ExitCode.Unreachable;

    /// <inheritdoc/>
    public override string Advice => "Is the broker running? 'actorbroker start' starts one; --brokers HOST:PORT says where another is.";
}
