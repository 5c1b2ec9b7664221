namespace ActorBroker.Broker.Groups;

/// <summary>How a step of loading ended.</summary>
internal enum LoadProgress
{
    /// <summary>There is more to read.</summary>
    More,

    /// <summary>What follows is not committed yet.</summary>
    MustWait,

    /// <summary>Everything is read.</summary>
    Done,

    /// <summary>The partition is not led here any more.</summary>
    Lost,
}
