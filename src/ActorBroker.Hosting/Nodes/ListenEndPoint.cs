using System.Net;
using System.Net.Sockets;
using ActorBroker.Hosting.Configuration;

namespace ActorBroker.Hosting.Nodes;

/// <summary>Finds the addresses to listen on, and keeps a broker that asks nobody who he is from being reached by other machines.</summary>
internal static class ListenEndPoint
{
    /// <summary>For Kafka's protocol.</summary>
    /// <exception cref="BrokerStartException">The name is unknown, or the address is not loopback and nobody said that this is meant.</exception>
    public static Task<IPEndPoint> FindAsync(KafkaOptions options, CancellationToken cancellation) =>
        FindAsync(options.Listen, KafkaOptions.ListenKey, options.IsInsecureAllowed ? null : "read, write and delete everything", cancellation);

    /// <summary>For HTTP.</summary>
    /// <returns>Null where there is to be none.</returns>
    /// <exception cref="BrokerStartException">As for Kafka's protocol.</exception>
    public static async Task<IPEndPoint?> FindAsync(HttpOptions options, CancellationToken cancellation) => options.Listen is { } listen
        ? await FindAsync(listen, HttpOptions.ListenKey, options.IsInsecureAllowed ? null : "read the names and figures of all topics and groups", cancellation)
        : null;

    /// <param name="listen">What the operator says.</param>
    /// <param name="key">The key that he says it by.</param>
    /// <param name="danger">What anybody could do; null where that is meant.</param>
    /// <param name="cancellation">Gives it up.</param>
    private static async Task<IPEndPoint> FindAsync(ListenAddress listen, string key, string? danger, CancellationToken cancellation)
    {
        var address = await ResolveAsync(listen, key, cancellation);
        if (!IPAddress.IsLoopback(address) && danger is not null)
        {
            throw new BrokerStartException(
                StartProblem.AddressInsecure,
                listen.ToString(),
                $"Other machines reach {listen}, and nobody who connects would have to say who he is: whoever reaches the port could {danger}.",
                key: OptionReader.Whole(key));
        }

        return new IPEndPoint(address, listen.Port);
    }

    private static async Task<IPAddress> ResolveAsync(ListenAddress listen, string key, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(listen.Host, out var address))
            return address;

        try
        {
            var found = await Dns.GetHostAddressesAsync(listen.Host, cancellation);
            return found.FirstOrDefault(each => each.AddressFamily == AddressFamily.InterNetwork) ?? found[0];
        }
        catch (SocketException exception)
        {
            var message = $"Cannot listen on {listen}: the name '{listen.Host}' is unknown.";
            throw new BrokerStartException(StartProblem.AddressUnusable, listen.ToString(), message, exception, OptionReader.Whole(key));
        }
    }
}
