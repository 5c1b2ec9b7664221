namespace ActorBroker.Model;

/// <summary>
/// What a broker answers: Kafka's error codes, by their numbers on the wire (Kafka 4.4). The numbers never change.
/// <see cref="ErrorCodes"/> tells which may be retried.
/// </summary>
public enum ErrorCode : short
{
    /// <summary>The broker failed in a way that has no code of its own.</summary>
    UnknownServerError = -1,
    /// <summary>Success.</summary>
    None = 0,
    /// <summary>The offset lies outside the log: before its start or after its end.</summary>
    OffsetOutOfRange = 1,
    /// <summary>The bytes of a record or batch are damaged or malformed.</summary>
    CorruptMessage = 2,
    /// <summary>The broker does not know the topic or partition.</summary>
    UnknownTopicOrPartition = 3,
    /// <summary>A fetch asked for a size that is not allowed.</summary>
    InvalidFetchSize = 4,
    /// <summary>An election is under way; the partition has no leader now.</summary>
    LeaderNotAvailable = 5,
    /// <summary>The broker asked is not the partition's leader, or not its replica.</summary>
    NotLeaderOrFollower = 6,
    /// <summary>The work was not done within the request's time.</summary>
    RequestTimedOut = 7,
    /// <summary>The broker is not running; not sent by brokers any more.</summary>
    BrokerNotAvailable = 8,
    /// <summary>The replica that was asked for is not there.</summary>
    ReplicaNotAvailable = 9,
    /// <summary>A batch is larger than the broker or topic allows.</summary>
    MessageTooLarge = 10,
    /// <summary>The controller's epoch in the request is an old one.</summary>
    StaleControllerEpoch = 11,
    /// <summary>The metadata committed with an offset is too long.</summary>
    OffsetMetadataTooLarge = 12,
    /// <summary>The connection broke before the answer; clients give it to themselves.</summary>
    NetworkException = 13,
    /// <summary>The coordinator is still reading its log.</summary>
    CoordinatorLoadInProgress = 14,
    /// <summary>There is no coordinator for the group or transaction now.</summary>
    CoordinatorNotAvailable = 15,
    /// <summary>The broker asked is not the coordinator of the group or transaction.</summary>
    NotCoordinator = 16,
    /// <summary>The topic's name is not allowed, or the topic may not be touched.</summary>
    InvalidTopicException = 17,
    /// <summary>The batches of a request are larger together than a segment.</summary>
    RecordListTooLarge = 18,
    /// <summary>Fewer replicas are in sync than the topic demands; nothing was appended.</summary>
    NotEnoughReplicas = 19,
    /// <summary>The batch was appended, but fewer replicas are in sync than the topic demands.</summary>
    NotEnoughReplicasAfterAppend = 20,
    /// <summary>The acknowledgements asked for are not -1, 0 or 1.</summary>
    InvalidRequiredAcks = 21,
    /// <summary>The member's generation is not the group's.</summary>
    IllegalGeneration = 22,
    /// <summary>The member's protocols or their type do not fit the group's.</summary>
    InconsistentGroupProtocol = 23,
    /// <summary>The group's name is not allowed.</summary>
    InvalidGroupId = 24,
    /// <summary>The group has no such member.</summary>
    UnknownMemberId = 25,
    /// <summary>The session timeout lies outside the broker's limits.</summary>
    InvalidSessionTimeout = 26,
    /// <summary>The group is rebalancing; the member has to join again.</summary>
    RebalanceInProgress = 27,
    /// <summary>The offsets to commit are too large together.</summary>
    InvalidCommitOffsetSize = 28,
    /// <summary>The principal may not do this to the topic.</summary>
    TopicAuthorizationFailed = 29,
    /// <summary>The principal may not do this to the group.</summary>
    GroupAuthorizationFailed = 30,
    /// <summary>The principal may not do this to the cluster.</summary>
    ClusterAuthorizationFailed = 31,
    /// <summary>A timestamp is impossible or outside the topic's limits.</summary>
    InvalidTimestamp = 32,
    /// <summary>The SASL mechanism is not offered on this listener.</summary>
    UnsupportedSaslMechanism = 33,
    /// <summary>A SASL request came at the wrong time.</summary>
    IllegalSaslState = 34,
    /// <summary>The broker does not speak this version of the request.</summary>
    UnsupportedVersion = 35,
    /// <summary>A topic of this name exists.</summary>
    TopicAlreadyExists = 36,
    /// <summary>The number of partitions is not allowed.</summary>
    InvalidPartitions = 37,
    /// <summary>The number of replicas is below 1 or above the brokers there are.</summary>
    InvalidReplicationFactor = 38,
    /// <summary>The assignment of replicas is not possible.</summary>
    InvalidReplicaAssignment = 39,
    /// <summary>A configuration entry is not allowed.</summary>
    InvalidConfig = 40,
    /// <summary>The broker asked is not the controller.</summary>
    NotController = 41,
    /// <summary>The request contradicts itself or is malformed; the broker's log says how.</summary>
    InvalidRequest = 42,
    /// <summary>The batch's message format is too old for what was asked.</summary>
    UnsupportedForMessageFormat = 43,
    /// <summary>A policy of the cluster forbids it.</summary>
    PolicyViolation = 44,
    /// <summary>A batch's sequence does not follow the producer's last one.</summary>
    OutOfOrderSequenceNumber = 45,
    /// <summary>The batch has been appended already.</summary>
    DuplicateSequenceNumber = 46,
    /// <summary>The producer's epoch is not the current one.</summary>
    InvalidProducerEpoch = 47,
    /// <summary>The transaction's state does not allow it.</summary>
    InvalidTxnState = 48,
    /// <summary>The producer id does not belong to the transactional id.</summary>
    InvalidProducerIdMapping = 49,
    /// <summary>The transaction's timeout is above the broker's limit.</summary>
    InvalidTransactionTimeout = 50,
    /// <summary>Another operation on the transaction is under way.</summary>
    ConcurrentTransactions = 51,
    /// <summary>The transaction coordinator's epoch is an old one.</summary>
    TransactionCoordinatorFenced = 52,
    /// <summary>The principal may not use the transactional id.</summary>
    TransactionalIdAuthorizationFailed = 53,
    /// <summary>Security is off on this broker.</summary>
    SecurityDisabled = 54,
    /// <summary>Not tried, because another part of the request failed.</summary>
    OperationNotAttempted = 55,
    /// <summary>The disk failed where the partition lies.</summary>
    KafkaStorageError = 56,
    /// <summary>The log directory is not one of the broker's.</summary>
    LogDirNotFound = 57,
    /// <summary>The credentials are wrong, or authentication failed otherwise.</summary>
    SaslAuthenticationFailed = 58,
    /// <summary>The partition knows nothing of the producer id any more.</summary>
    UnknownProducerId = 59,
    /// <summary>The partition is being reassigned already.</summary>
    ReassignmentInProgress = 60,
    /// <summary>Delegation tokens are off on this broker.</summary>
    DelegationTokenAuthDisabled = 61,
    /// <summary>There is no such delegation token.</summary>
    DelegationTokenNotFound = 62,
    /// <summary>The delegation token belongs to another owner.</summary>
    DelegationTokenOwnerMismatch = 63,
    /// <summary>Delegation tokens cannot be asked for over this connection.</summary>
    DelegationTokenRequestNotAllowed = 64,
    /// <summary>The principal may not do this to the delegation token.</summary>
    DelegationTokenAuthorizationFailed = 65,
    /// <summary>The delegation token has expired.</summary>
    DelegationTokenExpired = 66,
    /// <summary>The principal's type is not one that can be used here.</summary>
    InvalidPrincipalType = 67,
    /// <summary>The group has members, so it cannot be deleted.</summary>
    NonEmptyGroup = 68,
    /// <summary>There is no such group.</summary>
    GroupIdNotFound = 69,
    /// <summary>The fetch session is not or no longer there.</summary>
    FetchSessionIdNotFound = 70,
    /// <summary>The fetch session's epoch is not the expected one.</summary>
    InvalidFetchSessionEpoch = 71,
    /// <summary>The leader has no listener of the name the client came in by.</summary>
    ListenerNotFound = 72,
    /// <summary>Deletion of topics is off on this broker.</summary>
    TopicDeletionDisabled = 73,
    /// <summary>The client's leader epoch is older than the broker's.</summary>
    FencedLeaderEpoch = 74,
    /// <summary>The client's leader epoch is newer than the broker's.</summary>
    UnknownLeaderEpoch = 75,
    /// <summary>The codec is not known, or not allowed at this version of the request.</summary>
    UnsupportedCompressionType = 76,
    /// <summary>The broker's incarnation is an old one.</summary>
    StaleBrokerEpoch = 77,
    /// <summary>The leader has not yet caught up with its own log after its election.</summary>
    OffsetNotAvailable = 78,
    /// <summary>The member has to join again with the id that comes with this answer.</summary>
    MemberIdRequired = 79,
    /// <summary>The preferred leader cannot be elected now.</summary>
    PreferredLeaderNotAvailable = 80,
    /// <summary>The group has as many members as it may have.</summary>
    GroupMaxSizeReached = 81,
    /// <summary>Another member took over the static id.</summary>
    FencedInstanceId = 82,
    /// <summary>No replica can be elected now.</summary>
    EligibleLeadersNotAvailable = 83,
    /// <summary>The partition has the leader that was asked for.</summary>
    ElectionNotNeeded = 84,
    /// <summary>No reassignment is under way.</summary>
    NoReassignmentInProgress = 85,
    /// <summary>The group is subscribed to the topic, so its offsets cannot be deleted.</summary>
    GroupSubscribedToTopic = 86,
    /// <summary>A record or batch breaks a rule.</summary>
    InvalidRecord = 87,
    /// <summary>The offset is part of a transaction that has not ended.</summary>
    UnstableOffsetCommit = 88,
    /// <summary>The quota for changes of the cluster is used up; it comes back with time.</summary>
    ThrottlingQuotaExceeded = 89,
    /// <summary>A newer instance of the producer took over.</summary>
    ProducerFenced = 90,
    /// <summary>The resource is not there.</summary>
    ResourceNotFound = 91,
    /// <summary>The resource is there already, or named twice.</summary>
    DuplicateResource = 92,
    /// <summary>The credential cannot be taken.</summary>
    UnacceptableCredential = 93,
    /// <summary>The voters named differ from those known.</summary>
    InconsistentVoterSet = 94,
    /// <summary>The feature's level cannot be changed so.</summary>
    InvalidUpdateVersion = 95,
    /// <summary>The features could not be changed.</summary>
    FeatureUpdateFailed = 96,
    /// <summary>A forwarded request's principal cannot be read.</summary>
    PrincipalDeserializationFailure = 97,
    /// <summary>The quorum's snapshot is not there.</summary>
    SnapshotNotFound = 98,
    /// <summary>The position lies outside the quorum's snapshot.</summary>
    PositionOutOfRange = 99,
    /// <summary>The broker does not know the topic id.</summary>
    UnknownTopicId = 100,
    /// <summary>A broker of this id is registered and alive.</summary>
    DuplicateBrokerRegistration = 101,
    /// <summary>No broker of this id is registered.</summary>
    BrokerIdNotRegistered = 102,
    /// <summary>The topic id differs from the log's.</summary>
    InconsistentTopicId = 103,
    /// <summary>The cluster id differs from the broker's.</summary>
    InconsistentClusterId = 104,
    /// <summary>There is no such transactional id.</summary>
    TransactionalIdNotFound = 105,
    /// <summary>The fetch session mixes topic names and ids.</summary>
    FetchSessionTopicIdError = 106,
    /// <summary>The replica may not be in the ISR.</summary>
    IneligibleReplica = 107,
    /// <summary>The change ended with another leader, which is what the answer tells.</summary>
    NewLeaderElected = 108,
    /// <summary>The offset was moved to remote storage.</summary>
    OffsetMovedToTieredStorage = 109,
    /// <summary>The member's epoch was fenced by the group's coordinator.</summary>
    FencedMemberEpoch = 110,
    /// <summary>Another member still holds the static id.</summary>
    UnreleasedInstanceId = 111,
    /// <summary>The group's coordinator has no such assignor.</summary>
    UnsupportedAssignor = 112,
    /// <summary>The member's epoch is an old one.</summary>
    StaleMemberEpoch = 113,
    /// <summary>The request came to a broker's listener but is for a controller's, or the other way round.</summary>
    MismatchedEndpointType = 114,
    /// <summary>The kind of endpoint that was asked for is not known.</summary>
    UnsupportedEndpointType = 115,
    /// <summary>The controller's id is not known.</summary>
    UnknownControllerId = 116,
    /// <summary>The client's telemetry subscription is an old one.</summary>
    UnknownSubscriptionId = 117,
    /// <summary>The telemetry is larger than allowed.</summary>
    TelemetryTooLarge = 118,
    /// <summary>The broker's registration is not valid.</summary>
    InvalidRegistration = 119,
    /// <summary>The transaction can only be aborted.</summary>
    TransactionAbortable = 120,
    /// <summary>The record's state does not allow the acknowledgement.</summary>
    InvalidRecordState = 121,
    /// <summary>The share session is not or no longer there.</summary>
    ShareSessionNotFound = 122,
    /// <summary>The share session's epoch is not the expected one.</summary>
    InvalidShareSessionEpoch = 123,
    /// <summary>The share partition's state epoch is an old one.</summary>
    FencedStateEpoch = 124,
    /// <summary>The voter's key differs from the one known.</summary>
    InvalidVoterKey = 125,
    /// <summary>The voter is one already.</summary>
    DuplicateVoter = 126,
    /// <summary>There is no such voter.</summary>
    VoterNotFound = 127,
    /// <summary>The regular expression cannot be read.</summary>
    InvalidRegularExpression = 128,
    /// <summary>The client is to begin again from its bootstrap servers.</summary>
    RebootstrapRequired = 129,
    /// <summary>The streams group's topology is not valid.</summary>
    StreamsInvalidTopology = 130,
    /// <summary>The streams group's topology epoch is not valid.</summary>
    StreamsInvalidTopologyEpoch = 131,
    /// <summary>The member's topology is an old one.</summary>
    StreamsTopologyFenced = 132,
    /// <summary>There are as many share sessions as there may be.</summary>
    ShareSessionLimitReached = 133,
    /// <summary>The group could not be deleted.</summary>
    GroupDeletionFailed = 134,
    /// <summary>The streams group's topology description could not be changed.</summary>
    StreamsTopologyDescriptionUpdateFailed = 135,
    /// <summary>No controller of this id is registered.</summary>
    ControllerIdNotRegistered = 136,
}
