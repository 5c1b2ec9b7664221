namespace ActorBroker.Wire.Connections;

/// <summary>What there is at the beginning of the received bytes.</summary>
public enum FrameResult
{
    /// <summary>Not yet a whole frame.</summary>
    Incomplete,

    /// <summary>A whole frame.</summary>
    Frame,

    /// <summary>A length below 0. What follows cannot be read.</summary>
    NegativeLength,

    /// <summary>A length above the limit: an HTTP request and a TLS greeting look so, too. What follows cannot be read.</summary>
    TooLong,
}
