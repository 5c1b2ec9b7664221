using System.Net;
using System.Net.Sockets;
using ActorBroker.Model;
using ActorBroker.Server.Remote;
using ActorBroker.Server.Tests.Support;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Server.Tests.Remote;

public sealed class ClusterClientTests
{
    [Fact]
    public async Task The_first_broker_that_answers_is_enough()
    {
        using var broker = Cluster();
        await using var cluster = new ClusterClient(ClusterOptions.For($"{NobodyAt()},{broker.Address}"));

        Assert.Equal("scripted", (await cluster.MetadataAsync([])).ClusterId);
    }

    [Fact]
    public async Task When_nobody_answers_all_are_named_with_the_reason()
    {
        var (one, other) = (NobodyAt(), NobodyAt());
        await using var cluster = new ClusterClient(ClusterOptions.For($"{one},{other}"));

        var failure = await Assert.ThrowsAsync<BrokerUnreachableException>(() => cluster.MetadataAsync([]));

        Assert.Equal($"could not reach {one}: connection refused; {other}: connection refused", failure.Message);
        Assert.Equal(ExitCode.Unreachable, failure.ExitCode);
    }

    [Fact]
    public async Task A_retriable_error_is_asked_again_and_the_controller_looked_up_anew()
    {
        var refusals = 2;
        using var broker = Cluster(request => request is CreateTopicsRequest ? Created(refusals-- > 0 ? ErrorCode.NotController : ErrorCode.None) : null);
        await using var cluster = new ClusterClient(ClusterOptions.For(broker.Address));

        var response = await cluster.AskControllerAsync<CreateTopicsResponse>(new CreateTopicsRequest(), ThrowFirst);

        Assert.Equal(ErrorCode.None, response.Topics[0].ErrorCode);
        Assert.Equal([ApiKey.Metadata, ApiKey.CreateTopics, ApiKey.Metadata, ApiKey.CreateTopics, ApiKey.Metadata, ApiKey.CreateTopics], broker.Asked);
    }

    [Fact]
    public async Task An_error_that_stays_is_given_when_the_time_is_over_and_one_that_is_final_at_once()
    {
        var error = ErrorCode.NotController;
        using var broker = Cluster(request => request is CreateTopicsRequest ? Created(error) : null);
        await using var cluster = new ClusterClient(ClusterOptions.For(broker.Address, TimeSpan.FromMilliseconds(500)));

        var retriable = await Assert.ThrowsAsync<BrokerErrorException>(() => cluster.AskControllerAsync<CreateTopicsResponse>(new CreateTopicsRequest(), ThrowFirst));
        var attempts = broker.Asked.Count(api => api == ApiKey.CreateTopics);
        error = ErrorCode.InvalidConfig;
        var final = await Assert.ThrowsAsync<BrokerErrorException>(() => cluster.AskControllerAsync<CreateTopicsResponse>(new CreateTopicsRequest(), ThrowFirst));

        Assert.Equal((ErrorCode.NotController, ErrorCode.InvalidConfig), (retriable.Code, final.Code));
        Assert.True(attempts > 1, $"{attempts} attempts");
        Assert.Equal(attempts + 1, broker.Asked.Count(api => api == ApiKey.CreateTopics));
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_not_waited_for_longer_than_asked()
    {
        using var broker = new ScriptedBroker(_ => null);
        await using var cluster = new ClusterClient(ClusterOptions.For(broker.Address, TimeSpan.FromMilliseconds(200)));

        var failure = await Assert.ThrowsAsync<RequestTimeoutException>(() => cluster.MetadataAsync([]));

        Assert.Equal((ApiKey.Metadata, ExitCode.Unreachable), (failure.Api, failure.ExitCode));
    }

    [Fact]
    public async Task What_is_not_kafkas_protocol_is_told_so()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var cluster = new ClusterClient(ClusterOptions.For(listener.LocalEndpoint.ToString()!));

        var asked = cluster.MetadataAsync([]);
        using (var socket = await listener.AcceptSocketAsync())
        {
            await socket.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
            Assert.Contains("is not Kafka's protocol", (await Assert.ThrowsAsync<BrokerUnreachableException>(() => asked)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Requests_leave_without_waiting_for_answers_and_get_their_own()
    {
        using var broker = Cluster();
        await using var cluster = new ClusterClient(ClusterOptions.For(broker.Address));
        var connection = await cluster.AnyAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => connection.SendAsync(new MetadataRequest())));

        Assert.Equal(500, replies.Select(reply => reply.CorrelationId).Distinct().Count());
        Assert.Equal(replies.Select(reply => reply.CorrelationId).Order(), replies.Select(reply => reply.CorrelationId));
        Assert.All(replies, reply => reply.Dispose());
    }

    [Fact]
    public async Task A_broken_connection_is_made_anew_for_the_next_request()
    {
        using var broker = Cluster();
        await using var cluster = new ClusterClient(ClusterOptions.For(broker.Address));
        var first = await cluster.AnyAsync();
        await first.DisposeAsync();

        await Assert.ThrowsAsync<ConnectionLostException>(() => first.SendAsync(new MetadataRequest()));

        Assert.Equal("scripted", (await cluster.MetadataAsync([])).ClusterId);
    }

    private static ScriptedBroker Cluster(Func<IRequest, IResponse?>? answer = null)
    {
        ScriptedBroker? broker = null;
        broker = new ScriptedBroker(request => answer?.Invoke(request) ?? (request is MetadataRequest ? broker!.Metadata() : null));
        return broker;
    }

    private static CreateTopicsResponse Created(ErrorCode code)
    {
        var response = new CreateTopicsResponse();
        response.Topics.Add(new CreateTopicsResponse.CreatableTopicResult { Name = "orders", ErrorCode = code });
        return response;
    }

    private static void ThrowFirst(CreateTopicsResponse response) => BrokerErrorException.ThrowIf(response.Topics[0].ErrorCode, "topic 'orders'");

    // A port that was just free; nobody listens there.
    private static string NobodyAt()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener.LocalEndpoint.ToString()!;
    }
}
