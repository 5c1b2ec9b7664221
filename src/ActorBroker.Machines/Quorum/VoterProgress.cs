using ActorBroker.Model;

namespace ActorBroker.Machines.Quorum;

/// <summary>How far a leader is with one voter.</summary>
/// <param name="Match">The voter has the leader's log up to here; <see cref="Offset.None"/> before its first answer in this epoch. Never falls.</param>
/// <param name="Next">The next entry to send; <see cref="Offset.None"/> when it needs the snapshot first. Never below <paramref name="Match"/>.</param>
public readonly record struct VoterProgress(Offset Match, Offset Next)
{
    /// <summary>Nothing is known, but the voter may have entries up to <paramref name="next"/>.</summary>
    public static VoterProgress Unknown(Offset next) => new(Offset.None, next);

    /// <summary>All up to <paramref name="end"/> is stored.</summary>
    public VoterProgress Stored(Offset end) => new(Offset.Max(Match, end), Offset.Max(Next, end));

    /// <summary>What was sent behind <see cref="Match"/> may be lost.</summary>
    public VoterProgress SendAgain() => Match == Offset.None ? this : this with { Next = Match };
}
