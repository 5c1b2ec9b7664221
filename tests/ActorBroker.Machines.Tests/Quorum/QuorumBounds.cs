namespace ActorBroker.Machines.Tests.Quorum;

/// <summary>How much of everything is explored.</summary>
/// <param name="Voters">Voters at the beginning; they are numbered from 0.</param>
/// <param name="Epochs">Epochs that candidates may try, from 1 on.</param>
/// <param name="Candidates">Candidates that may begin, with any of the epochs.</param>
/// <param name="Proposals">Entries that leaders may propose, beside their barriers.</param>
/// <param name="Crashes">Crashes of voters, candidates and leaders together.</param>
internal sealed record QuorumBounds(int Voters, int Epochs, int Candidates, int Proposals, int Crashes)
{
    /// <summary>Snapshots that leaders may take.</summary>
    public int Snapshots { get; init; }

    /// <summary>Voters that leaders may add or remove.</summary>
    public int VoterChanges { get; init; }

    /// <summary>Nodes that are no voters at the beginning, with numbers behind the voters'.</summary>
    public int Newcomers { get; init; }

    /// <summary>True when candidate 1 takes epoch 1, candidate 2 epoch 2 and so on; else any of them takes any epoch.</summary>
    public bool IsEpochOwn { get; init; }

    /// <summary>All nodes that may ever vote.</summary>
    public int Nodes => Voters + Newcomers;
}
