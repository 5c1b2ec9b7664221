using Akka.Configuration;

namespace Akka.Persistence;

/// <summary>Makes the strategy that <c>akka.persistence.internal-stash-overflow-strategy</c> names.</summary>
public interface IStashOverflowStrategyConfigurator
{
    /// <summary>The strategy.</summary>
    /// <param name="config">The whole configuration.</param>
    IStashOverflowStrategy Create(Config config);
}
