using ActorBroker.Hosting;

namespace ActorBroker.Server.Running;

/// <summary>What to do about a broker that did not start.</summary>
internal static class StartAdvice
{
    /// <summary>A sentence that names the option concerned; null where the exception says all.</summary>
    public static string? For(StartProblem problem) => problem switch
    {
        StartProblem.AddressInUse => "Choose another with --kafka HOST:PORT (port 0 takes any that is free), or stop the other program.",
        StartProblem.AddressUnusable => "Choose an address of this machine with --kafka HOST:PORT; ports below 1024 may need a privilege.",
        StartProblem.AddressInsecure => "Say --insecure if that is meant, or listen on this machine only: --kafka 127.0.0.1:9092.",
        StartProblem.DataInUse => "Stop the broker that has it, or choose another directory with --data DIR.",
        StartProblem.DataUnusable => "Give this user the right to write there, or choose another directory with --data DIR.",
        StartProblem.DataOfAnother => "Choose this broker's own directories with --data DIR, or start as the broker they belong to with -X actorbroker.node.id=N.",
        StartProblem.DataNewer => "Start the version that wrote it, or a later one; or choose another directory with --data DIR.",
        _ => null,
    };
}
