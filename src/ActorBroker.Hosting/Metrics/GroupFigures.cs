using System.Collections.Immutable;
using ActorBroker.Machines.Groups;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Hosting.Metrics;

/// <summary>Keeps what groups said when they were last asked, and asks them again when that is old: at most once in an interval, whoever wants to know.</summary>
/// <remarks>Any thread. The disk is looked at on the disk's threads.</remarks>
internal sealed class GroupFigures(BrokerView view)
{
    /// <summary>How long groups may take to answer.</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly UnreadTimes _times = new(view.Options.LooksMax);
    private GroupSnapshot _latest = GroupSnapshot.Empty;
    private Task _asking = Task.CompletedTask;
    private long? _asked;

    /// <summary>What they said last.</summary>
    public GroupSnapshot Latest => Volatile.Read(ref _latest);

    /// <summary>Asks, unless that was done within the interval; done when <see cref="Latest"/> is new enough.</summary>
    public Task RefreshAsync()
    {
        lock (_gate)
        {
            if (!_asking.IsCompleted || (_asked is { } asked && view.Doors.Clock.GetElapsedTime(asked) < view.Options.GroupsInterval))
                return _asking;

            _asked = view.Doors.Clock.GetTimestamp();
            return _asking = AskAsync();
        }
    }

    private async Task AskAsync()
    {
        using var limit = new CancellationTokenSource(AnswerTimeout, view.Doors.Clock);
        var questions = new GroupQuestions(view.Doors, limit.Token);
        var listed = await questions.ListAsync();
        var described = await questions.DescribeAsync(listed.Take(view.Options.GroupsMax));
        var image = view.Doors.Metadata.Image;
        var places = described.SelectMany(each => PlacesOf(each.Group, each.Offsets, image)).Take(view.Options.PartitionsMax).ToList();
        var looked = await LookAsync(places);
        var members = described.Select(each => KeyValuePair.Create(each.Group, each.Members));
        Volatile.Write(ref _latest, new GroupSnapshot([.. members], ImmutableArray.Create(looked), listed.Count - described.Count));
    }

    private IEnumerable<GroupPlace> PlacesOf(string groupId, FetchedOffsets offsets, MetadataImage image) =>
        from offset in offsets.Offsets
        where offset.Value is not null
        let topic = image.Topics.Find(offset.Key.Topic)
        let hosted = topic is null ? null : view.Doors.Partitions.Find(new PartitionId(topic.Id, offset.Key.Partition))
        select new GroupPlace(groupId, offset.Key.Topic, offset.Key.Partition, offset.Value!.Offset, hosted);

    private Task<GroupPlace[]> LookAsync(List<GroupPlace> places)
    {
        var done = new TaskCompletionSource<GroupPlace[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        GroupPlace[] looked = [];
        view.Doors.Executor.Execute(
            () => looked = _times.Of(places),
            failure =>
            {
                if (failure is null)
                    done.SetResult(looked);
                else
                    done.SetException(failure);
            });
        return done.Task;
    }
}
