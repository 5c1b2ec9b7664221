using Akka.Configuration;
using Akka.Dispatch;

namespace Akka.Simulation;

/// <summary>Makes the dispatcher of a system that takes part in a <see cref="SimulatedRun"/>.</summary>
internal sealed class SimulatedDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly SimulatedDispatcher _instance;

    /// <exception cref="ConfigurationException">The thread drives no run.</exception>
    public SimulatedDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites)
    {
        var run = SimulatedRun.OfThisThread ?? throw new ConfigurationException(
            $"Dispatcher [{config.GetString("id")}] is simulated, but no simulated run is driven by this thread");
        _instance = new SimulatedDispatcher(this, run, config.GetString("id")!, config.GetInt("throughput", 1));
    }

    public override MessageDispatcher Dispatcher() => _instance;
}
