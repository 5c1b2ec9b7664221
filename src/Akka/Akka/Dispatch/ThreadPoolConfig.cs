using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>The size of a pool of threads.</summary>
public class ThreadPoolConfig(Config config)
{
    public int PoolSizeMin { get; } = config.GetInt("pool-size-min");

    public double PoolSizeFactor { get; } = config.GetDouble("pool-size-factor");

    public int PoolSizeMax { get; } = config.GetInt("pool-size-max");

    /// <summary>The number of processors times <paramref name="scalar"/>, rounded up and kept between the two bounds.</summary>
    public static int ScaledPoolSize(int floor, double scalar, int ceiling) =>
        Math.Min(Math.Max((int)Math.Ceiling(Environment.ProcessorCount * scalar), floor), ceiling);
}
