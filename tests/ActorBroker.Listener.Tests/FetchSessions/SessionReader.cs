using ActorBroker.Listener.Tests.Support;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;
using static ActorBroker.Wire.Messages.FetchRequest;
using static ActorBroker.Wire.Messages.FetchResponse;

namespace ActorBroker.Listener.Tests.FetchSessions;

/// <summary>A client of fetch sessions, as KIP-227 has it: names only what changed, and keeps what it was told last of everything else.</summary>
internal sealed class SessionReader(WireClient client, TopicId topicId, string topic, short version)
{
    private const short FirstVersionById = 13;

    private readonly Dictionary<int, long> _inSession = [];

    /// <summary>From where it wants to read which partitions.</summary>
    public Dictionary<int, long> Wanted { get; } = [];

    /// <summary>What it knows of them.</summary>
    public Dictionary<int, Sight> Seen { get; } = [];

    /// <summary>The session; 0 for none.</summary>
    public int SessionId { get; set; }

    /// <summary>The epoch that it names next.</summary>
    public int Epoch { get; set; }

    /// <summary>How many partitions the last answer told.</summary>
    public int ToldCount { get; private set; }

    /// <summary>Fetches once more, and takes in the answer unless it is lost on its way.</summary>
    /// <returns>The answer's error; the next fetch then asks for everything.</returns>
    public ErrorCode Fetch(bool isLost = false, int maxBytes = 1_000_000)
    {
        var response = client.Ask<FetchResponse>(NextRequest(maxBytes), version);
        if (isLost)
            return ErrorCode.None;
        if (response.ErrorCode != ErrorCode.None)
        {
            (SessionId, Epoch) = (response.ErrorCode == ErrorCode.FetchSessionIdNotFound ? 0 : SessionId, 0);
            return response.ErrorCode;
        }

        Take(response);
        return ErrorCode.None;
    }

    /// <summary>What a fetch of everything without a session finds at this moment.</summary>
    public Dictionary<int, Sight> LookAfresh()
    {
        var request = NewRequest(0, -1, 1_000_000);
        AddTopic(request, Wanted);
        return Partitions(client.Ask<FetchResponse>(request, version)).ToDictionary(partition => partition.PartitionIndex.Value, SightOf);
    }

    private FetchRequest NextRequest(int maxBytes)
    {
        var request = NewRequest(SessionId, Epoch, maxBytes);
        if (Epoch <= 0)
            _inSession.Clear();
        AddTopic(request, Wanted.Where(pair => !_inSession.TryGetValue(pair.Key, out var offset) || offset != pair.Value));
        var forgotten = _inSession.Keys.Except(Wanted.Keys).ToList();
        if (forgotten.Count > 0)
        {
            var added = request.ForgottenTopicsData.AddNew();
            (added.Topic, added.TopicId) = Name();
            forgotten.ForEach(partition => added.Partitions.Add(new PartitionIndex(partition)));
        }

        _inSession.Clear();
        foreach (var (partition, offset) in Wanted)
            _inSession[partition] = offset;
        return request;
    }

    private static FetchRequest NewRequest(int session, int epoch, int maxBytes) =>
        new() { MinBytes = 1, MaxBytes = maxBytes, SessionId = session, SessionEpoch = epoch };

    private void AddTopic(FetchRequest request, IEnumerable<KeyValuePair<int, long>> partitions)
    {
        FetchTopic? added = null;
        foreach (var (partition, offset) in partitions)
        {
            added ??= request.Topics.AddNew();
            (added.Topic, added.TopicId) = Name();
            var asked = added.Partitions.AddNew();
            (asked.Partition, asked.FetchOffset, asked.PartitionMaxBytes) = (new PartitionIndex(partition), new Offset(offset), 1_000_000);
        }
    }

    private (string Topic, TopicId TopicId) Name() => version >= FirstVersionById ? ("", topicId) : (topic, TopicId.None);

    private void Take(FetchResponse response)
    {
        if (Epoch <= 0)
            Seen.Clear();
        foreach (var gone in Seen.Keys.Except(Wanted.Keys).ToList())
            Seen.Remove(gone);
        foreach (var (partition, known) in Seen)
            Seen[partition] = known with { Records = "" };
        ToldCount = 0;
        foreach (var told in Partitions(response))
        {
            Seen[told.PartitionIndex.Value] = SightOf(told);
            ToldCount++;
        }

        (SessionId, Epoch) = (response.SessionId, response.SessionId == 0 ? 0 : Math.Max(Epoch, 0) + 1);
    }

    private static IEnumerable<PartitionData> Partitions(FetchResponse response) => response.Responses.SelectMany(topic => topic.Partitions);

    private static Sight SightOf(PartitionData told) => new(
        told.ErrorCode, told.HighWatermark.Value, told.LastStableOffset.Value, told.LogStartOffset.Value, Convert.ToHexString(told.Records.Memory.Span));
}
