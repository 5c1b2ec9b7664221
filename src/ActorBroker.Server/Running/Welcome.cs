using System.Reflection;
using ActorBroker.Hosting;

namespace ActorBroker.Server.Running;

/// <summary>What a start prints once clients are served: where they connect to, where the data lies, what to try first.</summary>
internal static class Welcome
{
    /// <summary>This build's version.</summary>
    public static string Version { get; } =
        typeof(Welcome).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <summary>How this program is called from wherever one is.</summary>
    private static string Program { get; } =
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? $"dotnet {typeof(Welcome).Assembly.Location}" : Environment.ProcessPath!;

    /// <summary>Writes it, line by line: a name, spaces, a value.</summary>
    public static void Write(TextWriter output, BrokerHost host)
    {
        var advertised = host.KafkaAdvertised;
        var address = advertised.Host.Contains(':') ? $"[{advertised.Host}]:{advertised.Port}" : $"{advertised.Host}:{advertised.Port}";
        output.WriteLine($"ActorBroker {Version}");
        output.WriteLine($"  node      {host.Node.Value} of cluster {host.ClusterId}");
        output.WriteLine($"  kafka     {address}");
        if (host.HttpEndPoint is { } http)
            output.WriteLine($"  http      {http}");
        foreach (var directory in host.DataDirectories)
            output.WriteLine($"  data      {directory}");
        output.WriteLine($"  produce   echo hello | {Program} produce greetings --brokers {address}");
        output.WriteLine($"  consume   {Program} consume greetings --exit --brokers {address}");
        output.WriteLine("  stop      Ctrl-C, or SIGTERM");
        output.Flush();
    }
}
