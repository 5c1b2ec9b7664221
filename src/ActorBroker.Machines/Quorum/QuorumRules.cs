using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Quorum;

/// <summary>
/// The rules that the quorum's safety rests on, one method each. The checker in the tests replaces them one at a time by a known mistake and
/// must find the loss that follows; nothing else ever replaces them.
/// </summary>
internal class QuorumRules
{
    /// <summary>The rules as they are meant.</summary>
    public static readonly QuorumRules Sound = new();

    /// <summary>
    /// About how many bytes of entries one message carries; a larger entry travels alone. Below half of the transport's smallest frame, as
    /// replicated records are. The checker also lets every entry travel alone.
    /// </summary>
    public virtual int MessageBytesMax => 48 * 1024;

    /// <summary>
    /// A promise is given once for each epoch, and never for one below an earlier promise. The same candidate hears it again, but not once the
    /// log has entries of that epoch: then another one leads in it, and has perhaps made this voter a majority alone.
    /// </summary>
    public virtual bool MayPromise(VoterEvent.PromiseMade held, QuorumPosition last, QuorumHeader asked) =>
        asked.Epoch > held.Epoch || (asked.Epoch == held.Epoch && asked.Candidate == held.Candidate && last.Epoch < asked.Epoch);

    /// <summary>Nobody writes in an epoch older than the one promised.</summary>
    public virtual bool MayWrite(ControllerEpoch promised, ControllerEpoch epoch) => epoch >= promised;

    /// <summary>Who takes entries of a later epoch than promised owes that epoch the promise too.</summary>
    public virtual bool OwesPromise(ControllerEpoch promised, ControllerEpoch epoch) => epoch > promised;

    /// <summary>Entries follow only where the log has the position before them.</summary>
    public virtual bool MayFollow(QuorumLog log, QuorumPosition previous) => log.Has(previous);

    /// <summary>The log is cut where an entry differs, not where a message ends: it may be an old one that was overtaken.</summary>
    public virtual Offset CutAt(QuorumLog log, Offset from, ImmutableArray<QuorumEntry> entries) => log.FirstDifference(from, entries);

    /// <summary>Of two logs the one with the later last epoch is adopted; the longer one where they are of the same epoch.</summary>
    public virtual bool IsBetter(QuorumPosition one, QuorumPosition other) => one > other;

    /// <summary>A candidate may adopt a log when a majority of the voters by that log gave it their promise.</summary>
    public virtual bool MayAdopt(VoterSet voters, Func<VoterId, bool> promised) => voters.HasMajority(promised);

    /// <summary>How far the log is committed: a majority of the voters has it, and its last entry is of the leader's own epoch.</summary>
    public virtual bool MayCommit(QuorumLog log, Offset end, ControllerEpoch own, Func<VoterId, bool> hasStored) =>
        log.At(end).Epoch == own && log.Voters.HasMajority(hasStored);

    /// <summary>Voters change one at a time, and only once the change before is committed, and something of the leader's own epoch.</summary>
    public virtual bool MayChangeVoters(QuorumLog log, Offset committed) => committed != Offset.None && !log.ChangesVotersFrom(committed);

    /// <summary>A newcomer counts once it has all that is committed.</summary>
    public virtual bool MayJoin(Offset stored, Offset committed) => stored >= committed;
}
