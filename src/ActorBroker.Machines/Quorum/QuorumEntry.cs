namespace ActorBroker.Machines.Quorum;

/// <summary>One entry of the quorum's log. Two logs that have an entry of the same epoch at the same offset have the same entry there.</summary>
public abstract record QuorumEntry
{
    // What an entry costs beside its content, in memory and in messages: an estimate, for limits.
    private const int OverheadBytes = 64;

    private QuorumEntry(ControllerEpoch epoch) => Epoch = epoch;

    /// <summary>The epoch of the leader who made the entry.</summary>
    public ControllerEpoch Epoch { get; }

    /// <summary>About how many bytes the entry takes.</summary>
    internal virtual int Bytes => OverheadBytes;

    /// <summary>A new leader's first entry. What lies before it is committed with it, never without it.</summary>
    public sealed record Barrier(ControllerEpoch Epoch) : QuorumEntry(Epoch);

    /// <summary>What the controller decided; the quorum does not look inside.</summary>
    public sealed record Event(ControllerEpoch Epoch, ReadOnlyMemory<byte> Content) : QuorumEntry(Epoch)
    {
        internal override int Bytes => OverheadBytes + Content.Length;
    }

    /// <summary>The voters from this entry on: whoever has it counts by it, committed or not.</summary>
    public sealed record VotersChanged(ControllerEpoch Epoch, VoterSet Voters) : QuorumEntry(Epoch);
}
