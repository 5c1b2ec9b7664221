using System.Buffers.Binary;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Wire.Connections;

/// <summary>Makes requests of frames: header, API and version first, then the body in the version that the header names.</summary>
internal sealed class RequestDecoder(ApiProfile profile, MessagePool messages)
{
    // API key, version and correlation id lie alike in all versions of the header.
    private const int FixedHeaderBytes = 8;

    private readonly TextCache _texts = new();
    private readonly RequestHeader _header = new();

    /// <summary>Why the last frame gave no request; null when it gave one.</summary>
    public ConnectionFault? Fault { get; private set; }

    /// <summary>
    /// Decodes a frame into <paramref name="request"/>, which holds the frame afterwards as far as it needs it. An ApiVersions request of a
    /// version that is not taken comes back answered: <see cref="ReceivedRequest.Response"/> is set.
    /// </summary>
    /// <returns>False with <see cref="Fault"/> set; then the frame was not kept.</returns>
    public bool TryDecode(FrameLease frame, bool isAuthenticated, ReceivedRequest request)
    {
        Fault = null;
        var bytes = frame.Bytes.Span;
        if (bytes.Length < FixedHeaderBytes)
            return Fail(ConnectionFaultKind.MalformedMessage, $"a request of {bytes.Length} bytes has no header");

        var key = BinaryPrimitives.ReadInt16BigEndian(bytes);
        var version = BinaryPrimitives.ReadInt16BigEndian(bytes[2..]);
        if (ApiCatalog.Find(key) is not { } api || profile.Accepted(api.Key).IsEmpty)
            return Fail(ConnectionFaultKind.UnsupportedApi, $"API key {key}");
        if (!isAuthenticated && api.Key is not (ApiKey.ApiVersions or ApiKey.SaslHandshake or ApiKey.SaslAuthenticate))
            return Fail(ConnectionFaultKind.NotAuthenticated, $"{api.Key} before authentication");

        if (profile.Accepted(api.Key).Contains(version))
            return TryDecodeBody(frame, api, version, request);
        if (api.Key != ApiKey.ApiVersions)
            return Fail(ConnectionFaultKind.UnsupportedVersion, $"{api.Key} version {version}; {profile.Accepted(api.Key)} are taken");

        request.Begin(api, 0, BinaryPrimitives.ReadInt32BigEndian(bytes[4..]), null, bytes.Length);
        request.Response = profile.UnsupportedApiVersions();
        frame.Release();
        return true;
    }

    // What stands behind the body is left alone, as Kafka leaves it.
    private bool TryDecodeBody(FrameLease frame, ApiDescription api, short version, ReceivedRequest request)
    {
        var body = messages.NewRequest(api);
        try
        {
            var reader = new WireReader(frame.Bytes, _texts);
            _header.Clear();
            _header.Read(ref reader, api.RequestHeaderVersion(version));
            body.Read(ref reader, version);
        }
        catch (MalformedMessageException malformed)
        {
            return Fail(ConnectionFaultKind.MalformedMessage, $"{api.Key} version {version}: {malformed.Message}");
        }

        request.Begin(api, version, _header.CorrelationId, _header.ClientId, frame.Bytes.Length);
        request.Hold(body, api.RequestHoldsFrame ? frame : default);
        if (!api.RequestHoldsFrame)
            frame.Release();
        return true;
    }

    private bool Fail(ConnectionFaultKind kind, string detail)
    {
        Fault = new ConnectionFault(kind, detail);
        return false;
    }
}
