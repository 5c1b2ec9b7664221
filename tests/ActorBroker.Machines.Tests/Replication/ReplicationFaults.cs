using ActorBroker.Machines.Tests.Checking;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>The kinds of faults that are explored, by their numbers in the coverage.</summary>
internal sealed class ReplicationFaults(Coverage coverage)
{
    public int LosingCrash { get; } = coverage.Number("fault: broker crashes and loses what was not durable");

    public int Crash { get; } = coverage.Number("fault: broker crashes and loses nothing");

    public int CleanStop { get; } = coverage.Number("fault: broker stops cleanly");

    public int WrongSuspicion { get; } = coverage.Number("fault: broker is fenced although it lives");

    public int Return { get; } = coverage.Number("fault: broker returns");

    public int Lost { get; } = coverage.Number("fault: message lost");

    public int Delayed { get; } = coverage.Number("fault: demand outlasts its sender's epoch or run");

    public int Doubled { get; } = coverage.Number("fault: message doubled");
}
