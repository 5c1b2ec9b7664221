using ActorBroker.Server.Commands;
using ActorBroker.Server.Remote;

namespace ActorBroker.Server.Consuming;

/// <summary>Reads what a group gives to one member, through all its rebalances, and keeps how far records were handed on.</summary>
/// <remarks>Heartbeats and commits run beside the reading; a member that is to join again first ends it.</remarks>
internal sealed class GroupReading(CommandContext context, GroupMember member, IReadOnlyList<string> topics, StartFinder finder, IRecordSink sink)
{
    private readonly Dictionary<TopicPartition, long> _committed = [];

    /// <summary>Ends when all was read that is this member's and is to end, the sink wants no more, or the user does; then it leaves the group.</summary>
    /// <exception cref="RemoteException">The group or a partition is lost.</exception>
    public async Task RunAsync()
    {
        try
        {
            while (!sink.IsDone && !context.Cancellation.IsCancellationRequested)
            {
                if (await RunGenerationAsync())
                    break;
            }
        }
        catch (OperationCanceledException) when (context.Cancellation.IsCancellationRequested)
        {
            // Before it had partitions; there is nothing to keep.
        }

        await member.LeaveAsync();
    }

    /// <summary>Reads from one rebalance to the next; true when all was read.</summary>
    private async Task<bool> RunGenerationAsync()
    {
        var partitions = await member.JoinAsync(context.Cancellation);
        context.Output.Say(partitions.Count == 0 ? "Assigned: nothing; others have all partitions." : $"Assigned: {string.Join(' ', partitions.Order())}");
        var committed = await member.CommittedAsync(partitions, context.Cancellation);
        var found = await new TopicDirectory(context.Cluster).FindAsync(topics, context.Cancellation);
        var cursors = await finder.FindAsync(found, partitions, committed, context.Cancellation);
        _committed.Clear();
        foreach (var (partition, next) in committed)
            _committed.Add(partition, next);

        using var generation = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        using var reading = new CancellationTokenSource();
        var staying = StayAsync(cursors, generation, reading.Token);
        var isRead = false;
        try
        {
            await ReadAsync(cursors, generation.Token);
            isRead = !generation.IsCancellationRequested;
        }
        finally
        {
            await reading.CancelAsync();
            await staying;
        }

        await CommitAsync(cursors);
        return isRead;
    }

    /// <summary>A member that has nothing waits for the next rebalance.</summary>
    private async Task ReadAsync(List<PartitionCursor> cursors, CancellationToken generation)
    {
        if (cursors.Count > 0)
        {
            await new FetchLoop(context.Cluster, cursors, sink, context.Output.Say).RunAsync(generation);
            return;
        }

        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = generation.Register(ended.SetResult);
        await ended.Task;
    }

    /// <summary>Heartbeats and commits until the reading ends; ends the reading when the group rebalances.</summary>
    private async Task StayAsync(List<PartitionCursor> cursors, CancellationTokenSource generation, CancellationToken reading)
    {
        try
        {
            while (true)
            {
                await context.Cluster.PauseAsync(GroupMember.HeartbeatInterval, reading);
                if (await member.HeartbeatAsync() && await CommitAsync(cursors))
                    continue;
                await generation.CancelAsync();
                return;
            }
        }
        catch (OperationCanceledException) when (reading.IsCancellationRequested)
        {
            // The reading has ended.
        }
        catch (RemoteException)
        {
            await generation.CancelAsync();
            throw;
        }
    }

    private async Task<bool> CommitAsync(List<PartitionCursor> cursors)
    {
        (TopicPartition Partition, long Next)[] news =
            [.. cursors.Select(cursor => (cursor.Id, cursor.Delivered)).Where(cursor => _committed.GetValueOrDefault(cursor.Id, -1) != cursor.Delivered)];
        if (news.Length == 0)
            return true;
        if (!await member.CommitAsync(news))
            return false;
        foreach (var (partition, next) in news)
            _committed[partition] = next;
        return true;
    }
}
