using ActorBroker.Hosting;

namespace ActorBroker.Server.Running;

/// <summary>What to do about a broker that did not start.</summary>
internal static class StartAdvice
{
    private const string HttpKey = "actorbroker.http.listen";

    /// <summary>A sentence that names the option concerned; null where the exception says all.</summary>
    /// <param name="problem">What is wrong.</param>
    /// <param name="key">The key that gives another address; null where no address is wrong.</param>
    public static string? For(StartProblem problem, string? key) => problem switch
    {
        StartProblem.AddressInUse when key == HttpKey => "Choose another with --http HOST:PORT (port 0 takes any that is free), say --http off, or stop the other program.",
        StartProblem.AddressInUse => "Choose another with --kafka HOST:PORT (port 0 takes any that is free), or stop the other program.",
        StartProblem.AddressUnusable when key == HttpKey => "Choose an address of this machine with --http HOST:PORT, or say --http off; ports below 1024 may need a privilege.",
        StartProblem.AddressUnusable => "Choose an address of this machine with --kafka HOST:PORT; ports below 1024 may need a privilege.",
        StartProblem.AddressInsecure when key == HttpKey => "Say --insecure if that is meant, or listen on this machine only: --http 127.0.0.1:8080.",
        StartProblem.AddressInsecure => "Say --insecure if that is meant, or listen on this machine only: --kafka 127.0.0.1:9092.",
        StartProblem.DataInUse => "Stop the broker that has it, or choose another directory with --data DIR.",
        StartProblem.DataUnusable => "Give this user the right to write there, or choose another directory with --data DIR.",
        StartProblem.DataOfAnother => "Choose this broker's own directories with --data DIR, or start as the broker they belong to with -X actorbroker.node.id=N.",
        StartProblem.DataNewer => "Start the version that wrote it, or a later one; or choose another directory with --data DIR.",
        _ => null,
    };
}
