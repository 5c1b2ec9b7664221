using ActorBroker.Model;

namespace ActorBroker.Server.Remote;

/// <summary>A broker answered with an error.</summary>
/// <param name="code">Its code.</param>
/// <param name="subject">What it is about, as <c>topic 'orders'</c>.</param>
/// <param name="detail">What the broker said about it; null for nothing.</param>
/// <param name="advice">What can be done about it here; null for what can be done about the code in general.</param>
internal sealed class BrokerErrorException(ErrorCode code, string subject, string? detail = null, string? advice = null)
    : RemoteException($"{subject}: {ErrorText.Of(code, detail)}")
{
    /// <summary>The code.</summary>
    public ErrorCode Code { get; } = code;

    /// <summary>What the broker said about it; null for nothing.</summary>
    public string? Detail { get; } = detail;

    /// <inheritdoc/>
    public override bool IsRetriable => Code.IsRetriable() && Code is not (ErrorCode.UnknownTopicOrPartition or ErrorCode.UnknownTopicId or ErrorCode.ElectionNotNeeded);

    /// <inheritdoc/>
    public override int ExitCode => Server.ExitCode.Failed;

    /// <inheritdoc/>
    public override string? Advice { get; } = advice ?? ErrorText.Advice(code);

    /// <summary>Throws unless the code is success.</summary>
    /// <exception cref="BrokerErrorException">It is not.</exception>
    public static void ThrowIf(ErrorCode code, string subject, string? detail = null)
    {
        if (code != ErrorCode.None)
            throw new BrokerErrorException(code, subject, detail);
    }
}
