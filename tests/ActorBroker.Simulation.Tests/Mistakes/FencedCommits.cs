using ActorBroker.Broker.Doors;
using ActorBroker.Machines.Groups;

namespace ActorBroker.Simulation.Tests.Mistakes;

/// <summary>A group takes every commit for one of its present leader's, whoever sent it and of whatever generation he is.</summary>
internal static class FencedCommits
{
    /// <summary>The last leader of each group and its generation, on the thread that the run has.</summary>
    [ThreadStatic]
    private static Dictionary<string, SyncGroup>? _leaders;

    public static GroupRequest Spoil(GroupRequest request)
    {
        var leaders = _leaders ??= [];
        if (request.Command is SyncGroup { Assignments.IsEmpty: false } sync)
            leaders[request.Group] = sync;
        return request.Command is CommitOffsets commit && leaders.TryGetValue(request.Group, out var leader)
            ? request with { Command = commit with { MemberId = leader.MemberId, InstanceId = leader.InstanceId, Generation = leader.Generation } }
            : request;
    }
}
