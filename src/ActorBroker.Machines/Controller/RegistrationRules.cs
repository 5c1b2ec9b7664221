using ActorBroker.Machines.Metadata;

namespace ActorBroker.Machines.Controller;

/// <summary>What a broker may say of itself. All of it is stored and read by every broker for as long as the broker is registered, so all of it is bounded.</summary>
internal static class RegistrationRules
{
    private const int TextLengthMax = 255;
    private const int EndpointsMax = 64;
    private const int DirectoriesMax = 1_024;
    private const int FeaturesMax = 256;
    private const int PortMax = 65_535;

    /// <summary>What is wrong with it, whatever the cluster; null when nothing is.</summary>
    public static string? Judge(BrokerRegistration registration)
    {
        if (registration.Id.Value < 0)
            return "A broker's number is 0 or higher.";
        if (registration.Rack is { } rack && !IsText(rack))
            return $"A rack has a name of 1 to {TextLengthMax} characters.";
        if (registration.LogDirectories.Length > DirectoriesMax)
            return $"A broker has at most {DirectoriesMax} log directories.";
        if (registration.Endpoints.Length > EndpointsMax || !registration.Endpoints.All(IsSound))
            return $"A broker has at most {EndpointsMax} listeners, each with a name, a host, a port from 1 to {PortMax} and a protocol from 0 to 3.";
        if (registration.Endpoints.DistinctBy(endpoint => endpoint.Listener, StringComparer.Ordinal).Count() < registration.Endpoints.Length)
            return "A broker's listeners have different names.";
        return registration.Features.Length > FeaturesMax || !registration.Features.All(IsSound)
            ? $"A broker names at most {FeaturesMax} features, each with a range of levels from 0 on."
            : null;
    }

    /// <summary>True for a name that a feature can have.</summary>
    public static bool IsText(string text) => text.Length is > 0 and <= TextLengthMax;

    private static bool IsSound(BrokerEndpoint endpoint) =>
        IsText(endpoint.Listener) && IsText(endpoint.Host) && endpoint.Port is >= 1 and <= PortMax && endpoint.SecurityProtocol is >= 0 and <= 3;

    private static bool IsSound(FeatureRange range) => IsText(range.Name) && range.First >= 0 && range.First <= range.Last;
}
