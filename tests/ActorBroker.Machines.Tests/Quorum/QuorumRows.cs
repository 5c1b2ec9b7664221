namespace ActorBroker.Machines.Tests.Quorum;

/// <summary>
/// The rows of the three tables that an exploration has to reach, and the faults. Left to the tests of the tables: messages to strangers, and what
/// only a lapse of time brings (Resend, CheckQuorum, GiveUp), which the random runs do.
/// </summary>
internal static class QuorumRows
{
    public static IReadOnlyList<string> All { get; } =
    [
        "voter: Prepare -> PromiseMade Promised",
        "voter: Prepare ->  Promised",
        "voter: Prepare ->  Refused",
        "voter: Read ->  Content",
        "voter: Read ->  Refused",
        "voter: Append ->  Refused",
        "voter: Append ->  Diverged",
        "voter: Append ->  Stored",
        "voter: Append ->  Unformed",
        "voter: Append -> LogReplaced Stored",
        "voter: Append -> PromiseMade Diverged",
        "voter: Append -> PromiseMade+LogReplaced Stored",
        "voter: Install ->  Refused",
        "voter: Install ->  Stored",
        "voter: Install -> SnapshotInstalled Stored",
        "voter: Install -> PromiseMade+SnapshotInstalled Stored",
        "voter: Install -> Formed+PromiseMade Stored",
        "candidate: Begin -> Prepare",
        "candidate: Refused -> Stop",
        "candidate: Promised -> ",
        "candidate: Promised -> Prepare",
        "candidate: Promised -> Read",
        "candidate: Content -> Read",
        "candidate: Content -> Won+Append",
        "leader: Refused -> Stop",
        "leader: Stored -> ",
        "leader: Stored -> Lead",
        "leader: Stored -> Commit",
        "leader: Stored -> Append",
        "leader: Stored -> Accept+Append",
        "leader: Diverged -> Append",
        "leader: Diverged -> Install",
        "leader: Unformed -> Install",
        "leader: Propose -> Accept+Append",
        "leader: TakeSnapshot -> Install",
        "leader: AddVoter -> Install",
        "leader: RemoveVoter -> Accept+Append",
        "fault: voter crashes between deciding and persisting",
        "fault: voter crashes with a part of its decision durable",
        "fault: voter crashes between persisting and sending",
        "fault: voter crashes between two decisions",
    ];
}
