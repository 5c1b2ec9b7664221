namespace ActorBroker.Wire;

/// <summary>One API: its versions, its headers' versions, and how its messages are made.</summary>
public sealed class ApiDescription
{
    private readonly Func<IRequest> _newRequest;
    private readonly Func<IResponse> _newResponse;
    private readonly short _flexibleFrom;

    internal ApiDescription(
        ApiKey key, ApiVersionRange versions, short flexibleFrom, bool requestHoldsFrame, Func<IRequest> newRequest, Func<IResponse> newResponse)
    {
        Key = key;
        Versions = versions;
        RequestHoldsFrame = requestHoldsFrame;
        _flexibleFrom = flexibleFrom;
        _newRequest = newRequest;
        _newResponse = newResponse;
    }

    /// <summary>The API's key.</summary>
    public ApiKey Key { get; }

    /// <summary>The versions that are described. What a broker offers may be less.</summary>
    public ApiVersionRange Versions { get; }

    /// <summary>True when a decoded request has slices of its frame, which then has to outlive it.</summary>
    public bool RequestHoldsFrame { get; }

    /// <summary>True in versions with compact lengths and tagged fields (KIP-482).</summary>
    public bool IsFlexible(short version) => version >= _flexibleFrom;

    /// <summary>The version of the header before a request of this version: 2 when it is flexible, else 1.</summary>
    public short RequestHeaderVersion(short version) => IsFlexible(version) ? (short)2 : (short)1;

    /// <summary>The version of the header before a response: 1 when flexible, else 0. Before an ApiVersions response always 0 (KIP-511).</summary>
    public short ResponseHeaderVersion(short version) => IsFlexible(version) && Key != ApiKey.ApiVersions ? (short)1 : (short)0;

    /// <summary>A new request with all defaults.</summary>
    public IRequest NewRequest() => _newRequest();

    /// <summary>A new response with all defaults.</summary>
    public IResponse NewResponse() => _newResponse();
}
