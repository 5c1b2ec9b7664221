using System.Buffers.Binary;
using ActorBroker.Simulation.Tests.Worlds;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Simulation.Tests.Fuzz;

/// <summary>What a frame asks for, as somebody reads it who knows nothing of the connection's state: may the broker close for it, and what may it answer?</summary>
internal sealed class SentRequest
{
    private const int FixedHeaderBytes = 8;

    private readonly ApiDescription? _api;
    private readonly short _version;
    private readonly bool _asksUnknownVersions;
    private readonly IRequest? _body;

    /// <param name="content">The frame without its length.</param>
    /// <param name="profile">What the broker takes.</param>
    public SentRequest(byte[] content, ApiProfile profile)
    {
        if (content.Length < FixedHeaderBytes || ApiCatalog.Find(BinaryPrimitives.ReadInt16BigEndian(content)) is not { } api)
            return;

        _api = api;
        _version = BinaryPrimitives.ReadInt16BigEndian(content.AsSpan(sizeof(short)));
        CorrelationId = BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(2 * sizeof(short)));
        if (profile.Accepted(api.Key).Contains(_version))
            _body = Read(content);
        else
            _asksUnknownVersions = api.Key == ApiKey.ApiVersions;
    }

    public int CorrelationId { get; }

    /// <summary>True for what is legal and has no answer: acks=0. The broker may close for it when something goes wrong.</summary>
    public bool IsUnanswered => _body is ProduceRequest { Acks: 0 };

    /// <summary>True when the broker has to answer.</summary>
    public bool IsToBeAnswered => !MayClose;

    /// <summary>True when the broker may close the connection for it.</summary>
    public bool MayClose => IsUnanswered || (_body is null && !_asksUnknownVersions);

    /// <summary>True when the answer may take its time: records or other members are waited for.</summary>
    public bool MayWait => _body is FetchRequest or JoinGroupRequest or SyncGroupRequest;

    /// <summary>Reads an answer whole, in the version in which it has to be.</summary>
    /// <exception cref="Violation">It is none.</exception>
    public void CheckAnswer(byte[] content)
    {
        var version = _asksUnknownVersions ? (short)0 : _version;
        var header = new ResponseHeader();
        var response = _api!.NewResponse();
        try
        {
            var reader = new WireReader(content);
            header.Read(ref reader, _api.ResponseHeaderVersion(version));
            response.Read(ref reader, version);
            if (reader.Remaining > 0)
                throw new Violation($"{reader.Remaining} bytes are behind an answer to {this}");
        }
        catch (MalformedMessageException malformed)
        {
            throw new Violation($"the answer to {this} cannot be read: {malformed.Message}");
        }
    }

    public override string ToString() => $"{_api?.Key} version {_version}, correlation id {CorrelationId}";

    private IRequest? Read(byte[] content)
    {
        try
        {
            var header = new RequestHeader();
            var body = _api!.NewRequest();
            var reader = new WireReader(content);
            header.Read(ref reader, _api.RequestHeaderVersion(_version));
            body.Read(ref reader, _version);
            return body;
        }
        catch (MalformedMessageException)
        {
            return null;
        }
    }
}
