using ActorBroker.Model;
using ActorBroker.Server.Output;
using ActorBroker.Server.Remote;

namespace ActorBroker.Server.Commands;

/// <summary>What became of each of several things that a command was asked to do; each failure is told as it comes.</summary>
internal sealed class Outcomes(CommandOutput output)
{
    private bool _hasFailures;

    /// <summary>What the command ends with: done only if everything was.</summary>
    public int ExitCode => _hasFailures ? Server.ExitCode.Failed : Server.ExitCode.Done;

    /// <summary>Takes one; true when it was done.</summary>
    public bool Take(ErrorCode code, string subject, string? detail = null)
    {
        if (code == ErrorCode.None)
            return true;
        Fail(new BrokerErrorException(code, subject, detail));
        return false;
    }

    /// <summary>Takes one that failed.</summary>
    public void Fail(RemoteException failure)
    {
        _hasFailures = true;
        output.Fail(failure.Message, failure.Advice);
    }
}
