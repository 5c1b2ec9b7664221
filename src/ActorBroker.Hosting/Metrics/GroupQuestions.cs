using ActorBroker.Broker.Doors;
using ActorBroker.Machines.Groups;
using ActorBroker.Model;
using Akka.Actor;

namespace ActorBroker.Hosting.Metrics;

/// <summary>Asks groups what clients ask them too, and waits for the answers no longer than it must.</summary>
/// <param name="doors">The broker.</param>
/// <param name="limit">Ends the wait: whoever has not answered by then counts as silent.</param>
internal sealed class GroupQuestions(BrokerDoors doors, CancellationToken limit)
{
    /// <summary>All groups of the shards that answer, by name, each with the shard that looks after it.</summary>
    public async Task<IReadOnlyList<KeyValuePair<string, IActorRef>>> ListAsync()
    {
        var asked = doors.Groups.All.Select(shard => KeyValuePair.Create(shard, new Answer())).ToList();
        foreach (var (shard, answer) in asked)
            shard.Tell(new GroupListRequest(answer));
        await EndAsync(asked.Select(each => each.Value));
        return [.. from each in asked
                   where each.Value.Reply is GroupListing
                   from listed in ((GroupListing)each.Value.Reply!).Groups
                   orderby listed.Group
                   select KeyValuePair.Create(listed.Group, each.Key)];
    }

    /// <summary>How many members each group has and how far it has come; those that do not answer are left out.</summary>
    public async Task<IReadOnlyList<(string Group, int Members, FetchedOffsets Offsets)>> DescribeAsync(IEnumerable<KeyValuePair<string, IActorRef>> groups)
    {
        var asked = groups.Select(group => (Group: group.Key, Shard: group.Value, Description: new Answer(), Offsets: new Answer())).ToList();
        foreach (var each in asked)
        {
            each.Shard.Tell(new GroupRequest(each.Group, new DescribeGroup(), each.Description));
            each.Shard.Tell(new GroupRequest(each.Group, new FetchOffsets(null), each.Offsets));
        }

        await EndAsync(asked.SelectMany(each => (Answer[])[each.Description, each.Offsets]));
        return [.. from each in asked
                   let description = each.Description.Reply as GroupDescription
                   let offsets = each.Offsets.Reply as FetchedOffsets
                   where description?.Error == ErrorCode.None && offsets is not null
                   select (each.Group, description.State.Members.Count, offsets)];
    }

    private async Task EndAsync(IEnumerable<Answer> answers)
    {
        try
        {
            await Task.WhenAll(answers.Select(answer => answer.Given)).WaitAsync(limit);
        }
        catch (OperationCanceledException)
        {
            // What has come is used.
        }
    }

    private sealed class Answer : IGroupReceiver
    {
        private readonly TaskCompletionSource<GroupReply> _given = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Given => _given.Task;

        /// <summary>Null where nobody answered in time.</summary>
        public GroupReply? Reply => _given.Task.IsCompletedSuccessfully ? _given.Task.Result : null;

        public void OnAnswered(GroupReply reply) => _given.TrySetResult(reply);
    }
}
