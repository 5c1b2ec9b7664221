using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Quorum;
using ActorBroker.Machines.Replication;

namespace ActorBroker.Machines.Tests.Cluster;

/// <summary>What travels between two nodes.</summary>
internal abstract record ClusterMessage(int From, int To)
{
    /// <summary>A candidate or leader of the quorum asks a voter.</summary>
    public sealed record ToVoter(int From, int To, QuorumRequest Request) : ClusterMessage(From, To);

    /// <summary>A voter answers.</summary>
    public sealed record FromVoter(int From, int To, VoterId Voter, CandidateId Candidate, QuorumAnswer Answer) : ClusterMessage(From, To);

    /// <summary>A broker asks a controller.</summary>
    public sealed record ToController(int From, int To, ControllerCommand Command) : ClusterMessage(From, To);

    /// <summary>A controller answers, once its decision is committed.</summary>
    public sealed record FromController(int From, int To, ControllerCommand Command, ControllerReply Reply) : ClusterMessage(From, To);

    /// <summary>A follower asks its leader.</summary>
    public sealed record ToLeader(int From, int To, int Partition, FetchRequest Request) : ClusterMessage(From, To);

    /// <summary>A leader answers, and records come along.</summary>
    public sealed record FromLeader(int From, int To, int Partition, FetchAnswer Answer, long[] Records) : ClusterMessage(From, To);
}
