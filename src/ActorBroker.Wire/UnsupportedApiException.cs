namespace ActorBroker.Wire;

/// <summary>A broker does not offer an API in any version that we speak.</summary>
public sealed class UnsupportedApiException : Exception
{
    /// <param name="apiKey">The API.</param>
    /// <param name="offered">The broker's versions; empty when it has none.</param>
    public UnsupportedApiException(ApiKey apiKey, ApiVersionRange offered)
        : base(offered.IsEmpty ? $"the broker does not offer {apiKey}" : $"the broker offers {apiKey} in versions {offered}, and we speak {ApiCatalog.Get(apiKey).Versions}")
    {
        ApiKey = apiKey;
        Offered = offered;
    }

    /// <summary>The API.</summary>
    public ApiKey ApiKey { get; }

    /// <summary>The broker's versions; empty when it has none.</summary>
    public ApiVersionRange Offered { get; }
}
