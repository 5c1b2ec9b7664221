namespace ActorBroker.Hosting;

/// <summary>A broker could not start. Whatever it had taken (port, locks, threads) was given back.</summary>
public sealed class BrokerStartException : Exception
{
    /// <param name="problem">What the operator has to look at.</param>
    /// <param name="subject">What it concerns: an address, a directory.</param>
    /// <param name="message">What happened, in a sentence.</param>
    /// <param name="cause">What it came from, if anything.</param>
    /// <param name="key">The key that says otherwise; null where no single one does.</param>
    public BrokerStartException(StartProblem problem, string subject, string message, Exception? cause = null, string? key = null)
        : base(message, cause)
    {
        Problem = problem;
        Subject = subject;
        Key = key;
    }

    /// <summary>What the operator has to look at.</summary>
    public StartProblem Problem { get; }

    /// <summary>What it concerns: an address, a directory.</summary>
    public string Subject { get; }

    /// <summary>The whole name of the key that gives another address, where the problem is one of an address; null for all others.</summary>
    public string? Key { get; }
}
