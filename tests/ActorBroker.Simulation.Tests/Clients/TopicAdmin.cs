using ActorBroker.Model;
using ActorBroker.Simulation.Tests.Brokers;
using ActorBroker.Simulation.Tests.Ledgers;
using ActorBroker.Simulation.Tests.Worlds;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Simulation.Tests.Clients;

/// <summary>Creates the topic that all others use, then deletes records and asks for offsets now and then.</summary>
internal sealed class TopicAdmin(World world, Machine machine, TopicPlan topic, IReadOnlyList<PartitionLedger> partitions, string name)
    : Client(world, machine, name)
{
    private static readonly TimeSpan ThinkMax = TimeSpan.FromSeconds(2);

    protected override async Task LiveAsync()
    {
        while (!await CreateAsync())
            await PauseAsync();
        while (!IsLeaving)
        {
            await World.Delay(World.Some(ThinkMax));
            var partition = partitions[Random.Next(partitions.Count)];
            if (Random.Next(3) == 0)
                await DeleteAsync(partition);
            else
                await AskBoundAsync(partition, wantsStart: Random.Next(2) == 0);
        }
    }

    private async Task<bool> CreateAsync()
    {
        using var reply = await AskAsync(Requests.CreateTopic(topic.Name, topic.Partitions, topic.Configs));
        if (reply is null)
            return false;
        var result = ((CreateTopicsResponse)reply.Response).Topics[0];
        if (result.ErrorCode != ErrorCode.TopicAlreadyExists && IsPassing(result.ErrorCode, $"created {topic.Name}"))
            return false;
        Note($"created {topic}");
        return true;
    }

    private async Task DeleteAsync(PartitionLedger partition)
    {
        var before = Random.NextInt64(partition.Moment.HighWatermark + 1);
        partition.AskDeletion(before);
        Note($"deletes {partition.Name} up to {before}");
        using var reply = await AskAsync(Requests.DeleteRecords(partition.Topic, partition.Index, before));
        if (reply is null)
            return;
        var result = ((DeleteRecordsResponse)reply.Response).Topics[0].Partitions[0];
        if (IsPassing(result.ErrorCode, $"deleted {partition.Name} up to {before}"))
            return;
        Note($"{partition.Name} begins at {result.LowWatermark.Value}");
        partition.Delete(before, result.LowWatermark.Value);
    }
}
