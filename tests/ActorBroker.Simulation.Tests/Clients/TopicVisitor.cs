using ActorBroker.Model;
using ActorBroker.Simulation.Tests.Brokers;
using ActorBroker.Simulation.Tests.Worlds;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Simulation.Tests.Clients;

/// <summary>
/// Creates topics of its own and deletes some of them again. What was created is there from then on, and what was deleted is gone. Begun once more when it
/// shall leave, it looks at all of them.
/// </summary>
internal sealed class TopicVisitor(World world, Machine machine, string name, int topicCount) : Client(world, machine, name)
{
    private static readonly TimeSpan ThinkMax = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, bool> _isThere = [];

    protected override async Task LiveAsync()
    {
        while (_isThere.Count < topicCount && !IsLeaving)
        {
            var topic = $"{Name}-{_isThere.Count}";
            await UntilDoneAsync(() => CreateAsync(topic));
            await World.Delay(World.Some(ThinkMax));
            if (Random.Next(3) > 0)
                await UntilDoneAsync(() => DeleteAsync(topic));
            await World.Delay(World.Some(ThinkMax));
        }

        foreach (var topic in _isThere.Keys.ToArray())
            await UntilDoneAsync(() => LookAsync(topic));
    }

    private async Task UntilDoneAsync(Func<Task<bool>> tryOnce)
    {
        while (!await tryOnce())
            await PauseAsync();
    }

    private async Task<bool> CreateAsync(string topic)
    {
        using var reply = await AskAsync(Requests.CreateTopic(topic, 1, []));
        if (reply is null)
            return false;
        var error = ((CreateTopicsResponse)reply.Response).Topics[0].ErrorCode;
        if (error != ErrorCode.TopicAlreadyExists && IsPassing(error, $"created {topic}"))
            return false;
        Note($"created {topic}");
        _isThere[topic] = true;
        return await LookAsync(topic);
    }

    private async Task<bool> DeleteAsync(string topic)
    {
        using var reply = await AskAsync(Requests.DeleteTopic(topic));
        if (reply is null)
            return false;
        var error = ((DeleteTopicsResponse)reply.Response).Responses[0].ErrorCode;
        if (error != ErrorCode.UnknownTopicOrPartition && IsPassing(error, $"deleted {topic}"))
            return false;
        Note($"deleted {topic}");
        _isThere[topic] = false;
        return await LookAsync(topic);
    }

    private async Task<bool> LookAsync(string topic)
    {
        var request = new MetadataRequest { Topics = new(), AllowAutoTopicCreation = false };
        request.Topics.Add(new MetadataRequest.MetadataRequestTopic { Name = topic });
        using var reply = await AskAsync(request, Requests.VersionMax);
        if (reply is null)
            return false;
        var error = ((MetadataResponse)reply.Response).Topics[0].ErrorCode;
        if (_isThere[topic] != (error != ErrorCode.UnknownTopicOrPartition))
            throw new Violation($"{topic} was {(_isThere[topic] ? "created" : "deleted")}, and its metadata say {error}");
        return true;
    }
}
