using ActorBroker.Broker.Doors;
using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;
using Akka.Actor;

namespace ActorBroker.Listener.Handlers;

/// <summary>Asks the controller to do something, and waits until this broker sees what it did.</summary>
internal static class ControllerCalls
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>The controller's reply; <see cref="Acknowledged"/> with <see cref="ErrorCode.RequestTimedOut"/> when none came in time.</summary>
    public static async Task<ControllerReply> CallAsync(BrokerDoors doors, ControllerCommand command, int timeoutMs)
    {
        var timeout = TimeSpan.FromMilliseconds(timeoutMs);
        timeout = timeout < Shortest ? Shortest : timeout > Longest ? Longest : timeout;
        try
        {
            var answer = await doors.Controller.Ask<ControllerAnswer>(new ControllerRequest(command), timeout);
            await UntilSeenAsync(doors.Metadata, answer.Offset);
            return answer.Reply;
        }
        catch (AskTimeoutException)
        {
            return new Acknowledged(new ControllerError(ErrorCode.RequestTimedOut, "The controller did not answer in time; what was asked may still happen."));
        }
    }

    private static Task UntilSeenAsync(MetadataCache cache, MetadataOffset offset)
    {
        var wait = new Seen();
        return cache.TryWait(offset, wait) ? wait.Task : Task.CompletedTask;
    }

    private sealed class Seen : DoorWait
    {
        private readonly TaskCompletionSource _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Task => _source.Task;

        protected override void OnWoken() => _source.SetResult();
    }
}
