namespace ActorBroker.Machines.Controller;

/// <summary>Which election is asked for (KIP-460), by the numbers on the wire.</summary>
public enum ElectionKind : byte
{
    /// <summary>The preferred leader, if it is in the ISR.</summary>
    Preferred = 0,
    /// <summary>Anyone that lives, though acknowledged records may be lost; only where there is no leader.</summary>
    Unclean = 1,
}
