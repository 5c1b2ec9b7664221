using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Quorum;
using ActorBroker.Machines.Replication;
using ActorBroker.Machines.Tests.Quorum;

namespace ActorBroker.Machines.Tests.Cluster;

/// <summary>A node: a broker, a voter of the quorum or one that may become it, and a place for a controller.</summary>
internal sealed class ClusterNode
{
    private readonly ClusterBoard _board;

    public ClusterNode(int number, ClusterBoard board)
    {
        (Number, _board) = (number, board);
        Broker = new ClusterBroker(number, board);
        Seat = new ControllerSeat(number, board);
        Voter = QuorumVoter.Empty(QuorumSamples.Voter(number));
        if (board.FirstVoters.Contains(Voter.Id))
            Persist(Voter.Form(QuorumSamples.TheQuorum, board.FirstVoters));
    }

    public int Number { get; }

    public ClusterBroker Broker { get; }

    public ControllerSeat Seat { get; }

    /// <summary>What it promised and stored; durable.</summary>
    public QuorumVoter Voter { get; private set; }

    /// <summary>A message arrives; nobody hears it on a node that does not run.</summary>
    public void Take(ClusterMessage message)
    {
        if (!Broker.IsRunning)
            return;
        switch (message)
        {
            case ClusterMessage.ToVoter asked:
                var decision = Voter.Decide(asked.Request);
                Persist(decision.Events);
                _board.Send(new ClusterMessage.FromVoter(Number, asked.From, Voter.Id, asked.Request.Header.Candidate, decision.Answer));
                break;
            case ClusterMessage.FromVoter answered:
                Seat.Take(answered);
                break;
            case ClusterMessage.ToController { Command: RegisterBroker { Registration: var registration } } when !_board.Nodes[registration.Id.Value].Broker.IsRun(registration.RunId):
                _board.Coverage.Did("registration of a run that is over");
                break;
            case ClusterMessage.ToController asked:
                Seat.Take(asked.From, asked.Command);
                break;
            case ClusterMessage.FromController answered:
                Broker.Take(answered.Command, answered.Reply);
                break;
            case ClusterMessage.ToLeader demand:
                Broker.Replicas[demand.Partition].Do(new ReplicaCommand.Fetch(demand.Request));
                break;
            case ClusterMessage.FromLeader answer:
                Broker.Replicas[answer.Partition].Do(new ReplicaCommand.Fetched(answer.Answer), answer.Records);
                break;
        }
    }

    /// <summary>The voter makes some of what it decided durable, and the node crashes before it could answer.</summary>
    public void TakeAndCrash(QuorumRequest request)
    {
        var events = Voter.Decide(request).Events;
        Persist(events.Take(_board.Random.Next(events.Length + 1)));
    }

    private void Persist(IEnumerable<VoterEvent> events)
    {
        foreach (var happened in events)
            Voter = Voter.Apply(happened);
    }
}
