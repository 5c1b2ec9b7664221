using System.Collections.Immutable;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Controller;

/// <summary>Feature levels are finalised once every registered broker can run at them (KIP-584).</summary>
internal static class FeatureDecisions
{
    public static ControllerDecision Update(MetadataImage image, UpdateFeatures command)
    {
        var draft = new DecisionDraft(image);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var results = ImmutableArray.CreateBuilder<KeyValuePair<string, ControllerError>>(command.Updates.Length);
        var first = ControllerError.None;
        foreach (var update in command.Updates)
        {
            var error = seen.Add(update.Name)
                ? Judge(image, update)
                : new ControllerError(ErrorCode.InvalidRequest, $"The request names the feature {update.Name} twice.");
            results.Add(new(update.Name, error));
            first = first.IsError ? first : error;
            if (update.Level != image.Features.GetValueOrDefault(update.Name))
                draft.Add(new FeatureFinalised(update.Name, update.Level));
        }

        var reply = new FeaturesReply(first, results.MoveToImmutable());
        return command.OnlyValidates || first.IsError ? DecisionDraft.OnlyAnswer(reply) : draft.Answer(reply);
    }

    private static ControllerError Judge(MetadataImage image, FeatureUpdate update)
    {
        var current = image.Features.GetValueOrDefault(update.Name);
        if (!RegistrationRules.IsText(update.Name) || update.Level < 0)
            return new(ErrorCode.InvalidUpdateVersion, "A feature has a name, and a level of 0 or higher.");
        if (!Enum.IsDefined(update.Kind))
            return new(ErrorCode.InvalidUpdateVersion, "The feature is updated in a way that is not known.");
        if (update.Level < current && update.Kind == FeatureUpdateKind.Upgrade)
            return new(ErrorCode.InvalidUpdateVersion, $"{update.Name} is at level {current}; an upgrade cannot take it to {update.Level}.");
        if (update.Level > current && update.Kind != FeatureUpdateKind.Upgrade)
            return new(ErrorCode.InvalidUpdateVersion, $"{update.Name} is at level {current}; a downgrade cannot take it to {update.Level}.");

        foreach (var broker in image.Brokers.Values)
        {
            if (!Supports(broker, update))
                return new(ErrorCode.InvalidUpdateVersion, $"Broker {broker.Id} cannot run at level {update.Level} of {update.Name}.");
        }

        return ControllerError.None;
    }

    // Level 0 is "off", which a broker that does not know the feature can run at.
    private static bool Supports(BrokerImage broker, FeatureUpdate update)
    {
        foreach (var range in broker.Features)
        {
            if (range.Name == update.Name)
                return range.Contains(update.Level);
        }

        return update.Level == 0;
    }
}
