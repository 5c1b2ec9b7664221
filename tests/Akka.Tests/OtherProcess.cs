using System.Globalization;
using System.Text;
using Akka.Actor;
using Akka.Configuration;
using Akka.Tests.Simulation;

namespace Akka.Tests;

/// <summary>The test assembly as a program of its own, for what only a process can show.</summary>
internal static class OtherProcess
{
    /// <summary>Prints the trace hash of the seed that follows.</summary>
    public const string Trace = "trace";

    /// <summary>Leaves an actor system behind, as a program does that just ends, and prints what its coordinated shutdown does.</summary>
    public const string Leave = "leave";

    public static void Main(string[] arguments)
    {
        if (arguments is [Trace, var seed])
            Console.Write(TracedProgram.HashOf(int.Parse(seed, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture));
        else if (arguments is [Leave, var hook])
            LeaveSystem(hook);
    }

    /// <summary>What the other process printed until it ended by itself.</summary>
    public static string Run(params string[] arguments)
    {
        var printed = Tool.Run("dotnet", ["exec", typeof(OtherProcess).Assembly.Location, .. arguments]);
        return Encoding.UTF8.GetString(printed).Trim();
    }

    private static void LeaveSystem(string hook)
    {
        var system = ActorSystem.Create("left", ConfigurationFactory.ParseString(
            $"akka {{ loglevel = OFF, stdout-loglevel = OFF, coordinated-shutdown.run-by-clr-shutdown-hook = {hook} }}"));
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "print", () =>
        {
            Console.Write($"stopped for {shutdown.ShutdownReason}");
            return Task.FromResult(Done.Instance);
        });
        system.RegisterOnTermination(() => Console.Write(", terminated"));
    }
}
