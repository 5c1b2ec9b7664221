using ActorBroker.Machines.Tests.Checking;

namespace ActorBroker.Machines.Tests.Quorum;

/// <summary>The kinds of faults that are explored beside those of the network, by their numbers in the coverage.</summary>
internal sealed class QuorumFaults(Coverage coverage)
{
    public int BeforeDurable { get; } = coverage.Number("fault: voter crashes between deciding and persisting");

    public int WhileDurable { get; } = coverage.Number("fault: voter crashes with a part of its decision durable");

    public int BeforeSent { get; } = coverage.Number("fault: voter crashes between persisting and sending");

    public int VoterCrash { get; } = coverage.Number("fault: voter crashes between two decisions");
}
