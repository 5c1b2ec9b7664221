using System.Diagnostics;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>
/// Decides who has which role in the cluster: brokers, topics, replicas, leaders, in-sync replicas, configurations, producer ids, features.
/// </summary>
/// <remarks>
/// <para>
/// Owned by one actor. <see cref="Decide"/> reads and never changes; <see cref="Apply"/> is the only mutator. The caller commits a decision's
/// events, applies them, and only then sends the reply and takes the next command. A controller that is replaced loses nothing but its
/// undecided commands: the next one applies the same events.
/// </para>
/// <para><b>A broker's states</b>, and what leads from one to the next; every other command changes nothing:</para>
/// <code>
/// state          command                          next           partitions
/// absent         RegisterBroker                   fenced         lists that name it are cleaned as for an incomplete one
/// fenced         RegisterBroker, complete         fenced         none
/// fenced         RegisterBroker, incomplete       fenced         leaves ISR and ELR where another replica is as good
/// active         RegisterBroker, same run         active         none; the same incarnation again
/// active         RegisterBroker, predecessor gone fenced         as FenceBroker, then as from fenced
/// active         RegisterBroker, otherwise        active         none; DuplicateBrokerRegistration
/// fenced         UnfenceBroker                    active         those without a leader are elected, if this broker may lead
/// active         FenceBroker                      fenced         leaves ISRs (the last member stays); its leaderships move
/// active         ShutDownBroker                   shutting down  as FenceBroker
/// shutting down  UnfenceBroker                    shutting down  none; InvalidRequest
/// shutting down  FenceBroker                      fenced         none
/// any            UnregisterBroker                 absent         as FenceBroker
/// any            a command of another run         same           none; StaleBrokerEpoch
/// </code>
/// <para><b>A partition's states</b>; <i>min</i> is its min ISR, at most its replicas; the partition epoch rises in each row:</para>
/// <code>
/// state       what happens                                   next        ISR, ELR and epochs
/// led         a follower leaves the ISR, min is kept         led         ELR empty
/// led         a follower leaves the ISR, below min           led         it joins the ELR
/// led         followers join the ISR, min is reached         led         ELR empty
/// led         the leader leaves, another in the ISR lives    led         that one leads, leader epoch + 1
/// led         the last of the ISR leaves, ELR member lives   led         that one is leader and ISR, the old one joins the ELR
/// led         the last of the ISR leaves, nobody else lives  leaderless  ISR stays, leader epoch + 1
/// led         the same where unclean election is allowed     led         any replica that lives is leader and ISR, ELR empty
/// leaderless  a member of the ISR, or else the ELR, returns  led         it leads, leader epoch + 1
/// leaderless  the last of the ISR returns incomplete         leaderless  an ELR member takes its place; it is last known
/// leaderless  the same, ELR empty                            leaderless  it stays: there is no better copy
/// leaderless  unclean election is asked for                  led         last known ones first, then any
/// led         the preferred leader is in the ISR             led         elected on request and by timer
/// any         reassignment begins                            same        adding and removing are noted
/// led         all adding are in the ISR, min is kept         led         removing leave, a new leader if need be, leader epoch + 1
/// any         reassignment is cancelled                      same        adding leave, leader epoch + 1
/// </code>
/// <para>
/// <b>Invariants</b>, besides <see cref="PartitionImage.IsSound"/>: a leader is active; who is fenced or shuts down is in no ISR that has another
/// member (KIP-841); beside a leader, an ELR is not empty only below min; partition and leader epochs never fall.
/// </para>
/// </remarks>
public sealed class ControllerMachine
{
    private readonly BrokerDecisions _brokers;
    private readonly TopicDecisions _topics;
    private readonly ConfigDecisions _configs;
    private readonly ProducerIdDecisions _producerIds;
    private readonly IsrDecisions _isrs;
    private readonly ElectionDecisions _elections;
    private readonly ReassignmentDecisions _reassignments;

    /// <summary>A controller that may act once it has taken control.</summary>
    /// <param name="epoch">What the quorum gave it: higher than every earlier controller's.</param>
    /// <param name="options">What its operator decided.</param>
    /// <param name="definitions">The configuration entries that exist.</param>
    /// <param name="image">The cluster as recovered from the controller's log.</param>
    public ControllerMachine(ControllerEpoch epoch, ControllerOptions options, IConfigDefinitions definitions, MetadataImage image)
    {
        Epoch = epoch;
        Image = image;
        var configs = new ClusterConfigs(options);
        var configRules = new ConfigRules(definitions);
        _brokers = new BrokerDecisions(configs);
        _topics = new TopicDecisions(options, configRules);
        _configs = new ConfigDecisions(configRules, configs);
        _producerIds = new ProducerIdDecisions(options);
        _isrs = new IsrDecisions(configs);
        _elections = new ElectionDecisions(options, configs);
        _reassignments = new ReassignmentDecisions(configs);
    }

    /// <summary>This controller's own epoch.</summary>
    public ControllerEpoch Epoch { get; }

    /// <summary>The cluster as decided so far.</summary>
    public MetadataImage Image { get; private set; }

    /// <summary>What is to be done for a command. Total: what cannot be done is answered with an error.</summary>
    /// <param name="command">The command.</param>
    /// <param name="now">The time, for registrations and reminders; decisions do not depend on it.</param>
    public ControllerDecision Decide(ControllerCommand command, DateTimeOffset now)
    {
        if (Image.ControllerEpoch > Epoch || command.KnownEpoch > Epoch)
        {
            var refusal = ControllerDecision.Refusal(new(ErrorCode.NotController, "A later controller acts."));
            return refusal with { MustStepDown = true };
        }

        if (command is TakeControl takeControl)
            return _brokers.TakeControl(Image, Epoch, takeControl) with { Reminders = _elections.FirstReminders(now) };
        return Image.ControllerEpoch < Epoch
            ? ControllerDecision.Refusal(new(ErrorCode.NotController, "The controller does not act yet."))
            : DecideInControl(command, now);
    }

    /// <summary>Changes <see cref="Image"/> by a committed event. Never throws; an event that was applied before changes nothing.</summary>
    /// <param name="offset">The event's place in the controller's log.</param>
    /// <param name="happened">The event.</param>
    public void Apply(MetadataOffset offset, MetadataEvent happened) => Image = Image.Apply(offset, happened);

    private ControllerDecision DecideInControl(ControllerCommand command, DateTimeOffset now) => command switch
    {
        RegisterBroker register => _brokers.Register(Image, register.Registration, now),
        UnfenceBroker unfence => _brokers.Unfence(Image, unfence),
        FenceBroker fence => _brokers.Fence(Image, fence),
        ShutDownBroker shutDown => _brokers.ShutDown(Image, shutDown),
        UnregisterBroker unregister => _brokers.Unregister(Image, unregister),
        CreateTopics create => _topics.Create(Image, create),
        DeleteTopics delete => _topics.Delete(Image, delete),
        CreatePartitions create => _topics.CreatePartitions(Image, create),
        AlterConfigs alter => _configs.Alter(Image, alter),
        AllocateProducerIds allocate => _producerIds.Allocate(Image, allocate),
        AlterIsr alter => _isrs.Alter(Image, alter),
        ElectLeaders elect => _elections.Elect(Image, elect),
        RestorePreferredLeaders => _elections.RestorePreferred(Image, now),
        ReassignPartitions reassign => _reassignments.Reassign(Image, reassign),
        UpdateFeatures update => FeatureDecisions.Update(Image, update),
        _ => throw new UnreachableException(),
    };
}
