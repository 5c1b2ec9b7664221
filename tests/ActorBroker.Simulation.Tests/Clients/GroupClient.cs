using ActorBroker.Simulation.Tests.Brokers;
using ActorBroker.Simulation.Tests.Ledgers;
using ActorBroker.Simulation.Tests.Worlds;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Simulation.Tests.Clients;

/// <summary>Somebody who asks how far a group has come; by itself, of all partitions, once.</summary>
internal class GroupClient(World world, Machine machine, GroupLedger group, string name) : Client(world, machine, name)
{
    protected GroupLedger Group => group;

    protected override async Task LiveAsync()
    {
        await FindCoordinatorAsync();
        while (!await FetchAsync(Enumerable.Range(0, group.Partitions)))
            await PauseAsync();
    }

    /// <summary>Waits for a coordinator; the first who asks has its topic made.</summary>
    protected async Task FindCoordinatorAsync()
    {
        while (true)
        {
            using var reply = await AskAsync(new FindCoordinatorRequest { Key = group.Name, KeyType = 0 }, GroupRequests.FindCoordinatorVersionMax);
            if (reply?.Response is FindCoordinatorResponse answer && !IsPassing(answer.ErrorCode, $"looked for the coordinator of {group.Name}"))
                return;
            await PauseAsync();
        }
    }

    /// <summary>Asks for offsets, and lets the ledger judge them.</summary>
    /// <returns>False when it is to be tried again later.</returns>
    protected async Task<bool> FetchAsync(IEnumerable<int> partitions)
    {
        var asked = group.Now();
        using var reply = await AskAsync(GroupRequests.Fetch(group, partitions), GroupRequests.OffsetFetchVersionMax);
        if (reply?.Response is not OffsetFetchResponse answer || IsPassing(answer.ErrorCode, $"asked for offsets of {group.Name}"))
            return false;

        foreach (var partition in answer.Topics.SelectMany(topic => topic.Partitions))
        {
            if (IsPassing(partition.ErrorCode, $"asked for an offset of {group.Name}"))
                return false;
            Note($"{group.Name} has come to {partition.CommittedOffset.Value} in partition {partition.PartitionIndex.Value}");
            group.Show(partition.PartitionIndex.Value, partition.CommittedOffset.Value, asked);
        }

        return true;
    }
}
