using ActorBroker.Machines.Quorum;

namespace ActorBroker.Machines.Tests.Quorum;

/// <summary>A known mistake that the checker has to find: a broken rule, or an actor that does not do what the machine said.</summary>
/// <param name="Name">What is wrong, in a sentence.</param>
/// <param name="Rules">The rules with the mistake.</param>
internal sealed record QuorumMistake(string Name, QuorumRules Rules)
{
    /// <summary>No mistake.</summary>
    public static readonly QuorumMistake None = new("none", QuorumRules.Sound);

    /// <summary>True when voters answer before what they say is durable.</summary>
    public bool AnswersTooEarly { get; init; }

    /// <summary>True when voters do not know after a restart what they promised.</summary>
    public bool ForgetsPromises { get; init; }

    /// <summary>True when a voter whose disk was emptied makes itself a first voter again, under its old id.</summary>
    public bool FormsAnew { get; init; }
}
