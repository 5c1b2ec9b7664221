using ActorBroker.Broker.Doors;
using ActorBroker.Listener.Sessions;
using ActorBroker.Machines.Groups;
using ActorBroker.Model;
using Akka.Actor;

namespace ActorBroker.Listener.Handlers;

/// <summary>What one request asks of groups, wherever in this broker they are looked after.</summary>
/// <remarks>
/// A join or a sync may wait for minutes. When the connection closes, or the broker stops, all calls are given up (NOT_COORDINATOR): the request lets go
/// of its buffers, and the group goes on without an ear, as in Kafka, until the member's session ends.
/// </remarks>
internal sealed class GroupCalls
{
    private readonly RequestContext _context;
    private readonly Lock _gate = new();
    private readonly List<Call> _calls = [];
    private bool _isOver;

    public GroupCalls(RequestContext context)
    {
        _context = context;
        context.OnClose(GiveUp);
    }

    /// <summary>The group's reply, or an <see cref="ErrorReply"/> when it is not to be found here.</summary>
    public Task<GroupReply> AskAsync(string group, GroupCommand command)
    {
        var doors = _context.Doors;
        if (doors.Metadata.Image.Topics.Find(CoordinatorTopic.Name) is not { Partitions.Count: > 0 } topic)
            return Task.FromResult<GroupReply>(new ErrorReply(ErrorCode.CoordinatorNotAvailable));
        if (doors.Groups.Find(CoordinatorTopic.PartitionOf(group, topic)) is not { } shard)
            return Task.FromResult<GroupReply>(new ErrorReply(ErrorCode.NotCoordinator));

        var call = NewCall();
        shard.Tell(new GroupRequest(group, command, call));
        return call.Answered;
    }

    /// <summary>The listings, or errors, of all shards of this broker.</summary>
    public Task<GroupReply[]> ListAsync() => AllOfAsync(_context.Doors.Groups.All.Select(shard =>
    {
        var call = NewCall();
        shard.Tell(new GroupListRequest(call));
        return call.Answered;
    }));

    /// <summary>
    /// What all calls give. They are begun together and awaited one by one: what follows comes back to where the handler began, which it would not from
    /// <c>Task.WhenAll</c>.
    /// </summary>
    public static async Task<T[]> AllOfAsync<T>(IEnumerable<Task<T>> calls)
    {
        var begun = calls.ToArray();
        var results = new T[begun.Length];
        for (var index = 0; index < begun.Length; index++)
            results[index] = await begun[index];
        return results;
    }

    private Call NewCall()
    {
        var call = new Call();
        lock (_gate)
        {
            _calls.Add(call);
            if (!_isOver)
                return call;
        }

        call.GiveUp();
        return call;
    }

    private void GiveUp()
    {
        Call[] calls;
        lock (_gate)
        {
            _isOver = true;
            calls = [.. _calls];
        }

        foreach (var call in calls)
            call.GiveUp();
    }

    private sealed class Call : IGroupReceiver
    {
        private readonly TaskCompletionSource<GroupReply> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<GroupReply> Answered => _source.Task;

        public void OnAnswered(GroupReply reply) => _source.TrySetResult(reply);

        public void GiveUp() => OnAnswered(new ErrorReply(ErrorCode.NotCoordinator));
    }
}
