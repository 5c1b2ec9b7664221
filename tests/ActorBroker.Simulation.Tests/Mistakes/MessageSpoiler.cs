using System.Collections.Immutable;
using ActorBroker.Broker.Doors;
using ActorBroker.Broker.Groups;
using ActorBroker.Machines.Groups;
using ActorBroker.Model;
using Akka.Actor;

namespace ActorBroker.Simulation.Tests.Mistakes;

/// <summary>Makes of a message what a broker with a mistake would.</summary>
internal static class MessageSpoiler
{
    public static object[] Spoil(IActorRef receiver, object message, MessageMistake mistake) => (message, mistake) switch
    {
        (AppendRequest { Acks: Acks.All } append, MessageMistake.AcknowledgesBeforePublication) => [Copy(append, Acks.Leader, append.Receiver)],
        (AppendRequest append, MessageMistake.AcknowledgesWrongOffset) => [Copy(append, append.Acks, new ShiftedAnswers(append.Receiver))],
        (AppendRequest append, MessageMistake.AppendsTwice) => [append, Copy(append, Acks.Leader, Unheard.Instance)],
        (AppendRequest append, MessageMistake.ForgetsProducersAfterCut) => Forget(receiver, append),
        (AppendRequest { Receiver: ShardWriter } append, MessageMistake.AcknowledgesGroupsEarly) => [Copy(append, Acks.Leader, append.Receiver)],
        (GroupRequest { Command: SyncGroup sync } request, MessageMistake.MixesUpAssignments) when IsGroup(receiver) => [request with { Command = MixUp(sync) }],
        (GroupRequest request, MessageMistake.TakesFencedCommits) when IsGroup(receiver) => [FencedCommits.Spoil(request)],
        _ => [message],
    };

    /// <summary>A group's actor has no name of its own; its shard, which hands the same messages on, has.</summary>
    private static bool IsGroup(IActorRef receiver) => receiver.Path.Name.StartsWith('$');

    private static SyncGroup MixUp(SyncGroup sync)
    {
        var members = sync.Assignments.Keys.Order(StringComparer.Ordinal).ToArray();
        var mixed = members.Select((member, index) => KeyValuePair.Create(member, sync.Assignments[members[(index + 1) % members.Length]]));
        return sync with { Assignments = ImmutableDictionary.CreateRange(mixed) };
    }

    private static AppendRequest Copy(AppendRequest append, Acks acks, IAppendReceiver receiver) => new()
    {
        Batch = receiver == Unheard.Instance ? append.Batch.ToArray() : append.Batch,
        Validation = append.Validation,
        Lease = append.Lease,
        Acks = acks,
        Receiver = receiver,
        Tag = append.Tag,
    };

    private static object[] Forget(IActorRef partition, AppendRequest append)
    {
        ForgottenProducers.Forget(partition);
        return [append];
    }

    private sealed class ShiftedAnswers(IAppendReceiver receiver) : IAppendReceiver
    {
        public void OnAppended(int tag, in AppendAnswer answer) =>
            receiver.OnAppended(tag, answer.BaseOffset > Offset.Zero ? answer with { BaseOffset = new Offset(answer.BaseOffset.Value - 1) } : answer);
    }

    private sealed class Unheard : IAppendReceiver
    {
        public static readonly Unheard Instance = new();

        public void OnAppended(int tag, in AppendAnswer answer)
        {
        }
    }
}
