using System.Globalization;
using System.Security.Cryptography;

namespace ActorBroker.TestSupport;

/// <summary>
/// The seeds of randomised tests. Each run takes new ones; <c>ACTORBROKER_SEED</c> gives all tests the seed that a failure printed.
/// </summary>
public static class Seeds
{
    private const string Variable = "ACTORBROKER_SEED";

    /// <summary>A seed for one test: 0 and up. A test prints it when it fails.</summary>
    public static int Next() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } fixedSeed
        ? int.Parse(fixedSeed, CultureInfo.InvariantCulture)
        : RandomNumberGenerator.GetInt32(int.MaxValue);
}
