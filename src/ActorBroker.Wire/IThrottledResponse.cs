namespace ActorBroker.Wire;

/// <summary>A response that can ask its client to pause. All have this but those of authentication.</summary>
public interface IThrottledResponse : IResponse
{
    /// <summary>
    /// How long the client is asked to wait before its next request, because of a quota, in milliseconds; 0 for no time. Left out by versions that are
    /// older than the field.
    /// </summary>
    int ThrottleTimeMs { get; set; }
}
