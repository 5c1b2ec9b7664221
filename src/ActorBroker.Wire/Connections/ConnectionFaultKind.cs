namespace ActorBroker.Wire.Connections;

/// <summary>Why a connection cannot go on.</summary>
public enum ConnectionFaultKind
{
    /// <summary>A frame's length is negative.</summary>
    NegativeFrameLength,

    /// <summary>A frame's length is above the limit.</summary>
    FrameTooLong,

    /// <summary>A frame holds no message of the version that it names.</summary>
    MalformedMessage,

    /// <summary>A request is for an API that is not offered, or that nobody knows.</summary>
    UnsupportedApi,

    /// <summary>A request has a version that is not taken.</summary>
    UnsupportedVersion,

    /// <summary>A request came before authentication that may come only after it.</summary>
    NotAuthenticated,

    /// <summary>The first request, or authentication, took too long.</summary>
    HandshakeTimedOut,

    /// <summary>Nothing whole came for too long, and nothing was under way.</summary>
    Idle,

    /// <summary>A response cannot be written in the version of its request: our mistake.</summary>
    UnwritableResponse,

    /// <summary>A response answers no request that is waiting.</summary>
    UnexpectedResponse,
}
