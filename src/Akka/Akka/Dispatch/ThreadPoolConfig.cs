using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>The size of a pool of threads.</summary>
public class ThreadPoolConfig
{
    public ThreadPoolConfig(Config config)
    {
        PoolSizeMin = config.GetInt("pool-size-min");
        PoolSizeFactor = config.GetDouble("pool-size-factor");
        PoolSizeMax = config.GetInt("pool-size-max");
    }

    public int PoolSizeMin { get; }

    public double PoolSizeFactor { get; }

    public int PoolSizeMax { get; }

    /// <summary>The number of processors times <paramref name="scalar"/>, rounded up and kept between the two bounds.</summary>
    public static int ScaledPoolSize(int floor, double scalar, int ceiling) =>
        Math.Min(Math.Max((int)Math.Ceiling(Environment.ProcessorCount * scalar), floor), ceiling);
}
