namespace ActorBroker.Wire;

/// <summary>All APIs that are described.</summary>
/// <remarks>Immutable; any thread.</remarks>
public static class ApiCatalog
{
    private static readonly ApiDescription?[] ByKey = Index();

    /// <summary>The APIs in the order of their keys.</summary>
    public static IReadOnlyList<ApiDescription> All => DescribedApis.All;

    /// <summary>The API of this key, or null for a key that is not described: any number may come from the wire.</summary>
    public static ApiDescription? Find(short key) => key >= 0 && key < ByKey.Length ? ByKey[key] : null;

    /// <summary>The API of this key, which is described.</summary>
    public static ApiDescription Get(ApiKey key) =>
        Find((short)key) ?? throw new ArgumentOutOfRangeException(nameof(key), key, "not described");

    private static ApiDescription?[] Index()
    {
        var byKey = new ApiDescription?[DescribedApis.All.Max(api => (short)api.Key) + 1];
        foreach (var api in DescribedApis.All)
            byKey[(short)api.Key] = api;
        return byKey;
    }
}
