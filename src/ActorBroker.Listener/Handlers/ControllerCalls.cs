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

    /// <summary>The controller's reply; <see cref="Acknowledged"/> with <see cref="ErrorCode.RequestTimedOut"/> when none came in time.</summary>
    public static Task<ControllerReply> CallAsync(BrokerDoors doors, ControllerCommand command, int timeoutMs) =>
        CallAsync(doors, command, new RequestDeadline(doors.Clock, timeoutMs));

    /// <summary>The same, with what is left of a time that other things share.</summary>
    public static async Task<ControllerReply> CallAsync(BrokerDoors doors, ControllerCommand command, RequestDeadline deadline)
    {
        try
        {
            var timeout = deadline.Left > Shortest ? deadline.Left : Shortest;
            var answer = await doors.Controller.Ask<ControllerAnswer>(new ControllerRequest(command), timeout);
            return await IsSeenAsync(doors, answer.Offset, deadline)
                ? answer.Reply
                : TimedOut("The controller did what was asked, but this broker did not hear of it in time.");
        }
        catch (AskTimeoutException)
        {
            return TimedOut("The controller did not answer in time; what was asked may still happen.");
        }
    }

    private static async Task<bool> IsSeenAsync(BrokerDoors doors, MetadataOffset offset, RequestDeadline deadline)
    {
        var wait = new AwaitedDoor();
        if (!doors.Metadata.TryWait(offset, wait) || await wait.UntilWokenAsync(deadline.Left, doors.Clock))
            return true;

        doors.Metadata.Leave(wait);
        return false;
    }

    private static Acknowledged TimedOut(string message) => new(new ControllerError(ErrorCode.RequestTimedOut, message));
}
