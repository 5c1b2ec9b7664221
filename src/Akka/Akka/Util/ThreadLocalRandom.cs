using Akka.Simulation;

namespace Akka.Util;

/// <summary>Randomness for whatever need not be repeatable; on a simulated thread it is the simulation's seeded source.</summary>
public static class ThreadLocalRandom
{
    [ThreadStatic]
    private static Random? _own;

    public static Random Current => SimulatedRun.OfThisThread?.Random ?? (_own ??= FreshSource());

    private static Random FreshSource() =>
        new(System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue));
}
