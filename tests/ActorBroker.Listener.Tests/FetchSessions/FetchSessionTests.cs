using ActorBroker.Listener.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Listener.Tests.FetchSessions;

/// <summary>Fetch sessions as their clients use and misuse them (KIP-227).</summary>
public sealed class FetchSessionTests : ListenerKit
{
    private const string Topic = "orders";
    private const short ByName = 12;
    private const short ById = 17;

    private readonly SessionReader _reader;
    private readonly WireClient _client;

    public FetchSessionTests()
    {
        _client = Connect();
        CreateTopic(_client, Topic, partitions: 3);
        _reader = NewReader(_client, ById);
        for (var partition = 0; partition < 3; partition++)
            _reader.Wanted[partition] = 0;
        _reader.Fetch();
    }

    [Fact]
    public void Trap_10_the_first_answer_tells_everything_and_the_next_only_what_is_news()
    {
        var first = _reader.ToldCount;
        var idle = FetchAndCount();
        Write(1);
        var busy = FetchAndCount();

        Assert.True(_reader.SessionId > 0);
        Assert.Equal((3, 0, 1), (first, idle, busy));
    }

    [Fact]
    public void A_partition_is_told_again_when_its_start_moves_or_an_error_ends()
    {
        Write(0);
        _reader.Wanted[0] = 7;
        _reader.Fetch();
        var outOfRange = _reader.Seen[0].Error;

        _reader.Wanted[0] = 1;
        var told = FetchAndCount();

        Assert.Equal(ErrorCode.OffsetOutOfRange, outOfRange);
        Assert.Equal((1, ErrorCode.None), (told, _reader.Seen[0].Error));
    }

    [Fact]
    public void A_forgotten_partition_is_not_told_of_any_more()
    {
        _reader.Wanted.Remove(1);
        _reader.Fetch();
        Write(1);
        Write(2);

        var told = FetchAndCount();

        Assert.Equal(1, told);
        Assert.Equal([0, 2], _reader.Seen.Keys.Order());
    }

    [Fact]
    public void A_session_that_loses_its_last_partition_ends()
    {
        var session = _reader.SessionId;
        _reader.Wanted.Clear();
        _reader.Fetch();

        Assert.Equal(0, _reader.SessionId);
        Assert.Equal(ErrorCode.FetchSessionIdNotFound, Ask(session, 2).ErrorCode);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(int.MaxValue)]
    [InlineData(-2)]
    public void Another_epoch_than_the_next_which_is_1_is_refused(int epoch) =>
        Assert.Equal(ErrorCode.InvalidFetchSessionEpoch, Ask(_reader.SessionId, epoch).ErrorCode);

    [Fact]
    public void An_unknown_session_is_refused() => Assert.Equal(ErrorCode.FetchSessionIdNotFound, Ask(_reader.SessionId ^ 1, 1).ErrorCode);

    [Fact]
    public void Trap_9_a_session_that_names_topics_by_id_is_not_gone_on_with_by_name() =>
        Assert.Equal(ErrorCode.FetchSessionTopicIdError, Ask(_reader.SessionId, _reader.Epoch, ByName).ErrorCode);

    [Fact]
    public void The_last_epoch_closes_a_session()
    {
        var session = _reader.SessionId;
        _reader.Epoch = -1;

        _reader.Fetch();

        Assert.Equal((0, 3), (_reader.SessionId, _reader.ToldCount));
        Assert.Equal(ErrorCode.FetchSessionIdNotFound, Ask(session, 1).ErrorCode);
    }

    [Fact]
    public void Epoch_0_with_a_session_closes_it_and_opens_another()
    {
        var session = _reader.SessionId;
        _reader.Epoch = 0;

        _reader.Fetch();

        Assert.NotEqual(session, _reader.SessionId);
        Assert.Equal(ErrorCode.FetchSessionIdNotFound, Ask(session, 1).ErrorCode);
    }

    [Fact]
    public void Partitions_take_turns_when_there_is_room_for_one_only()
    {
        for (var partition = 0; partition < 3; partition++)
            Write(partition);

        var served = new List<int>();
        for (var fetch = 0; fetch < 3; fetch++)
        {
            _reader.Fetch(maxBytes: 1);
            served.AddRange(_reader.Seen.Where(pair => pair.Value.Records.Length > 0).Select(pair => pair.Key));
        }

        Assert.Equal([0, 1, 2], served.Order());
    }

    [Fact]
    public void A_fetch_that_waits_is_answered_with_the_partition_that_has_more()
    {
        var other = Connect();
        var request = NewRequest(_reader.SessionId, _reader.Epoch);
        request.MaxWaitMs = 60_000;
        _client.Tell(request, ById);

        Result(other.Ask<ProduceResponse>(Produce(Topic, Batch("a"), partition: 2)));
        var answer = _client.Next<FetchResponse>();

        var told = Assert.Single(Assert.Single(answer.Responses).Partitions);
        Assert.Equal((2, true), (told.PartitionIndex.Value, told.Records.Length > 0));
    }

    [Fact]
    public void Versions_before_sessions_have_none()
    {
        var answer = _client.Ask<FetchResponse>(Fetch(Topic, 0), 6);

        Assert.Equal(ErrorCode.None, Result(answer).ErrorCode);
        Assert.Equal(0, answer.SessionId);
    }

    private static SessionReader NewReader(WireClient client, short version)
    {
        var topic = client.Ask<MetadataResponse>(new MetadataRequest { Topics = null }).Topics.Single(topic => topic.Name == Topic);
        return new SessionReader(client, topic.TopicId, Topic, version);
    }

    private static FetchRequest NewRequest(int session, int epoch) =>
        new() { MinBytes = 1, MaxBytes = 1_000_000, SessionId = session, SessionEpoch = epoch };

    private int FetchAndCount()
    {
        Assert.Equal(ErrorCode.None, _reader.Fetch());
        return _reader.ToldCount;
    }

    private FetchResponse Ask(int session, int epoch, short version = ById) => _client.Ask<FetchResponse>(NewRequest(session, epoch), version);

    private void Write(int partition) =>
        Assert.Equal(ErrorCode.None, Result(_client.Ask<ProduceResponse>(Produce(Topic, Batch("a"), partition: partition))).ErrorCode);
}
