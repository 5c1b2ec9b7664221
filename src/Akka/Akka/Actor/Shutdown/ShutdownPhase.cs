using Akka.Configuration;

namespace Akka.Actor;

/// <summary>One phase of a coordinated shutdown, as configured.</summary>
/// <param name="Name">Its key under <c>akka.coordinated-shutdown.phases</c>.</param>
/// <param name="DependsOn">The phases that must have ended before.</param>
/// <param name="Timeout">How long its tasks may take together.</param>
/// <param name="IsRecovering">Whether the shutdown goes on when a task fails or does not end in time.</param>
internal sealed record ShutdownPhase(string Name, IReadOnlyList<string> DependsOn, TimeSpan Timeout, bool IsRecovering)
{
    /// <summary>
    /// Reads all phases, each behind those that it depends on; otherwise in their order in the configuration, but for the end of the system:
    /// it comes behind all that do not ask to be run after it.
    /// </summary>
    /// <param name="config">The section <c>akka.coordinated-shutdown</c>.</param>
    /// <exception cref="ConfigurationException">The dependencies go in a circle.</exception>
    public static IReadOnlyList<ShutdownPhase> ReadAll(Config config)
    {
        var timeout = config.GetTimeSpan("default-phase-timeout", allowInfinite: false);
        var phases = config.GetConfig("phases")?.AsEnumerable().ToDictionary(entry => entry.Key, entry => Read(entry.Key, entry.Value.ToConfig(), timeout)) ?? [];
        var inOrder = new List<ShutdownPhase>();
        var state = new Dictionary<string, bool>();
        foreach (var name in phases.Keys.OrderBy(name => name == CoordinatedShutdown.PhaseActorSystemTerminate))
            Visit(name, phases, state, inOrder, timeout);
        return inOrder;
    }

    private static ShutdownPhase Read(string name, Config section, TimeSpan timeout) =>
        new(name, [.. section.GetStringList("depends-on")], section.GetTimeSpan("timeout", timeout, allowInfinite: false), section.GetBoolean("recover", true));

    // The state of a phase is false while those it depends on are visited, and true after that.
    private static void Visit(
        string name, Dictionary<string, ShutdownPhase> phases, Dictionary<string, bool> state, List<ShutdownPhase> inOrder, TimeSpan timeout)
    {
        if (state.TryGetValue(name, out var isDone))
        {
            if (!isDone)
                throw new ConfigurationException($"The phase '{name}' in akka.coordinated-shutdown.phases depends on itself.");
            return;
        }

        state[name] = false;
        var phase = phases.GetValueOrDefault(name) ?? new ShutdownPhase(name, [], timeout, IsRecovering: true);
        foreach (var earlier in phase.DependsOn)
            Visit(earlier, phases, state, inOrder, timeout);
        state[name] = true;
        inOrder.Add(phase);
    }
}
