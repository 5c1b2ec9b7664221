using ActorBroker.Wire.Connections;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Wire.Tests.Connections;

/// <summary>A client and a broker's connection whose bytes go from one to the other, in parts; the broker answers the last request first.</summary>
internal sealed class Loopback : IDisposable
{
    public static readonly byte[] Records = [5, 6, 7];

    private readonly ApiProfile _profile;
    private readonly BrokerSide _broker;
    private readonly int _partMax;

    public Loopback(int partMax = int.MaxValue, ApiProfile? profile = null)
    {
        _partMax = partMax;
        _profile = profile ?? ApiProfile.Default;
        _broker = new(profile: _profile);
    }

    public KafkaClient Client { get; } = new(new());

    /// <summary>What the client said of itself in ApiVersions.</summary>
    public string? SoftwareName { get; private set; }

    public void Negotiate() => Assert.Empty(Run());

    /// <summary>Carries bytes both ways until nothing moves, and gives the replies.</summary>
    public List<ClientReply> Run()
    {
        var replies = new List<ClientReply>();
        while (Client.Output.Count > 0)
        {
            _broker.Connection.Receive(Client.Output.SendAll(_partMax), _partMax);
            AnswerAll();
            Client.Receive(_broker.Connection.Output.SendAll(_partMax), _partMax);
            while (Client.TryTake(out var reply))
                replies.Add(reply);
        }

        Assert.Null(Client.Fault);
        Assert.Null(_broker.Connection.Fault);
        return replies;
    }

    public void Dispose()
    {
        Client.Dispose();
        _broker.Dispose();
    }

    private void AnswerAll()
    {
        var taken = new Stack<ReceivedRequest>();
        while (_broker.Connection.TryTake(_broker.Now, out var request))
            taken.Push(request);
        foreach (var request in taken)
            Answer(request);
    }

    private void Answer(ReceivedRequest request)
    {
        if (!request.WantsResponse)
        {
            _broker.Connection.EndWithoutResponse(request, _broker.Now);
            return;
        }

        var response = _broker.Connection.NewResponse(request);
        if (request.Body is ApiVersionsRequest versions)
            SoftwareName = versions.ClientSoftwareName;
        if (response is ApiVersionsResponse offer)
            _profile.WriteTo(offer);
        if (response is FetchResponse fetch)
            fetch.Responses.AddNew().Partitions.AddNew().Records = new(new TestLease(Records));
        _broker.Connection.Respond(request, response, _broker.Now);
    }
}
