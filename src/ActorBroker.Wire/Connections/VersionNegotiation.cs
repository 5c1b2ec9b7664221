using System.Buffers.Binary;
using ActorBroker.Model;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Wire.Connections;

/// <summary>
/// A client's first exchange: it asks for the broker's versions in the highest version that it speaks, and when that is too high, once more in
/// one that the broker names, or 0 (KIP-35, KIP-511).
/// </summary>
internal sealed class VersionNegotiation
{
    private readonly Dictionary<ApiKey, ApiVersionRange> _offered = [];

    /// <summary>The version of the ApiVersions request that is to be sent, or was.</summary>
    public short RequestVersion { get; private set; } = ApiCatalog.Get(ApiKey.ApiVersions).Versions.Last;

    /// <summary>True when the broker's versions are known.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The broker's answer; null until then.</summary>
    public ApiVersionsResponse? Answer { get; private set; }

    /// <summary>The broker's versions of an API; empty when it has none.</summary>
    public ApiVersionRange Offered(ApiKey key) => _offered.TryGetValue(key, out var range) ? range : new(0, -1);

    /// <summary>The version in which to speak: the highest that both know; null when there is none.</summary>
    public short? Choose(ApiKey key)
    {
        var common = Offered(key).Intersect(ApiCatalog.Get(key).Versions);
        return common.IsEmpty ? null : common.Last;
    }

    /// <summary>Takes the answer, behind its header. When the negotiation is not done afterwards, the request is to be sent again.</summary>
    /// <exception cref="MalformedMessageException">The answer cannot be read.</exception>
    public void Take(ReadOnlyMemory<byte> body)
    {
        // The error stands first in all versions, and "unsupported version" comes in version 0 whatever was asked.
        var isRefused = body.Length >= sizeof(short)
            && BinaryPrimitives.ReadInt16BigEndian(body.Span) == (short)ErrorCode.UnsupportedVersion;
        var answer = MessageCodec.Read<ApiVersionsResponse>(body, isRefused ? (short)0 : RequestVersion);
        if (isRefused && RequestVersion > 0)
        {
            RequestVersion = VersionAfterRefusal(answer);
            return;
        }

        foreach (var api in answer.ApiKeys)
        {
            if (ApiCatalog.Find(api.ApiKey) is { } known)
                _offered[known.Key] = new(api.MinVersion, api.MaxVersion);
        }

        Answer = answer;
        IsDone = true;
    }

    private short VersionAfterRefusal(ApiVersionsResponse answer)
    {
        foreach (var api in answer.ApiKeys)
        {
            var common = new ApiVersionRange(api.MinVersion, api.MaxVersion).Intersect(new(0, (short)(RequestVersion - 1)));
            if (api.ApiKey == (short)ApiKey.ApiVersions && !common.IsEmpty)
                return common.Last;
        }

        return 0;
    }
}
