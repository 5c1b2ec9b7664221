using ActorBroker.Listener.Handlers;
using ActorBroker.Model;
using ActorBroker.Wire.Messages;
using static ActorBroker.Wire.Messages.FetchRequest;

namespace ActorBroker.Listener.FetchSessions;

/// <summary>
/// One fetch's part in a session: without one (epoch -1, and all versions that are older), to open one (epoch 0), or to go on with one. It says what is to
/// be read, and at the end what of it is to be told.
/// </summary>
/// <remarks>Begun and finished once each, by one thread at a time; not the same.</remarks>
internal sealed class SessionFetch
{
    /// <summary>The first version that names topics by their ids.</summary>
    public const short FirstVersionById = 13;

    private const int Opening = 0;
    private const int Final = -1;

    private readonly FetchSessionCache _cache;
    private readonly FetchRequest _request;
    private readonly string _principal;
    private readonly bool _isById;
    private FetchSession? _session;
    private int _answeredEpoch;

    /// <param name="cache">The broker's sessions.</param>
    /// <param name="request">The request.</param>
    /// <param name="version">Its version.</param>
    /// <param name="principal">Whose it is.</param>
    public SessionFetch(FetchSessionCache cache, FetchRequest request, short version, string principal)
    {
        _cache = cache;
        _request = request;
        _principal = principal;
        _isById = version >= FirstVersionById;
    }

    /// <summary>Begins: what is to be read is given to <paramref name="read"/>, partition by partition.</summary>
    /// <returns>Why it cannot go on; the client then asks anew, with everything.</returns>
    public ErrorCode Begin(Action<FetchKey, FetchAsk> read)
    {
        if (_request.SessionEpoch is not (Opening or Final))
            return GoOn(read);

        // Whoever asks for everything has given up the session that he had.
        if (_request.SessionId != 0)
            _cache.Close(_request.SessionId, _principal);
        foreach (var topic in _request.Topics)
        {
            foreach (var partition in topic.Partitions)
                read(KeyOf(topic, partition), AskOf(partition));
        }

        return ErrorCode.None;
    }

    /// <summary>Ends: marks which of the partitions are to be told.</summary>
    /// <param name="targets">What was read.</param>
    /// <param name="sessionId">The session, for the answer; 0 for none.</param>
    /// <returns>Why nothing can be told: another request went on with the session meanwhile.</returns>
    public ErrorCode Finish(IReadOnlyList<FetchTarget> targets, out int sessionId)
    {
        sessionId = 0;
        if (_session is null && _request.SessionEpoch == Opening)
            return Open(targets, out sessionId);
        if (_session is not { } session)
            return ErrorCode.None;

        lock (session.Gate)
        {
            if (session.Epoch != _answeredEpoch)
                return ErrorCode.InvalidFetchSessionEpoch;
            foreach (var target in targets)
                target.IsTold = session.Tell(target.Key, target.Finding);
        }

        sessionId = session.Id;
        return ErrorCode.None;
    }

    private ErrorCode GoOn(Action<FetchKey, FetchAsk> read)
    {
        if (_cache.Find(_request.SessionId, _principal) is not { } session)
            return ErrorCode.FetchSessionIdNotFound;

        lock (session.Gate)
        {
            var error = session.Judge(_request.SessionEpoch, _isById);
            if (error != ErrorCode.None)
                return error;

            Update(session);
            if (!_cache.TryCount(session))
                return ErrorCode.FetchSessionIdNotFound;
            if (session.Count == 0)
            {
                _cache.Close(session.Id, _principal);
                return ErrorCode.None;
            }

            session.Advance();
            (_session, _answeredEpoch) = (session, session.Epoch);
            foreach (var (key, ask) in session.Partitions)
                read(key, ask);
        }

        return ErrorCode.None;
    }

    private void Update(FetchSession session)
    {
        foreach (var topic in _request.Topics)
        {
            foreach (var partition in topic.Partitions)
                session.Set(KeyOf(topic, partition), AskOf(partition));
        }

        foreach (var topic in _request.ForgottenTopicsData)
        {
            foreach (var partition in topic.Partitions)
                session.Forget(new FetchKey(topic.Topic, topic.TopicId, partition));
        }
    }

    private ErrorCode Open(IReadOnlyList<FetchTarget> targets, out int sessionId)
    {
        sessionId = 0;
        if (_cache.TryOpen(_principal, _isById, targets.Count) is not { } session)
            return ErrorCode.None;

        lock (session.Gate)
        {
            foreach (var target in targets)
            {
                session.Set(target.Key, target.Asked);
                session.Tell(target.Key, target.Finding);
            }

            if (_cache.TryCount(session))
                sessionId = session.Id;
        }

        return ErrorCode.None;
    }

    private static FetchKey KeyOf(FetchTopic topic, FetchPartition partition) => new(topic.Topic, topic.TopicId, partition.Partition);

    private static FetchAsk AskOf(FetchPartition partition) => new(partition.FetchOffset, partition.PartitionMaxBytes, partition.CurrentLeaderEpoch);
}
