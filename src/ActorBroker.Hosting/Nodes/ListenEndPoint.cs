using System.Net;
using System.Net.Sockets;
using ActorBroker.Hosting.Configuration;

namespace ActorBroker.Hosting.Nodes;

/// <summary>Finds the address to listen on, and keeps a broker that asks nobody who he is from being reached by other machines.</summary>
internal static class ListenEndPoint
{
    /// <exception cref="BrokerStartException">The name is unknown, or the address is not loopback and nobody said that this is meant.</exception>
    public static async Task<IPEndPoint> FindAsync(KafkaOptions options, CancellationToken cancellation)
    {
        var address = await ResolveAsync(options.Listen, cancellation);
        if (!IPAddress.IsLoopback(address) && !options.IsInsecureAllowed)
        {
            throw new BrokerStartException(
                StartProblem.AddressInsecure,
                options.Listen.ToString(),
                $"Other machines reach {options.Listen}, and nobody who connects would have to say who he is: whoever reaches the port could read, write and delete everything.");
        }

        return new IPEndPoint(address, options.Listen.Port);
    }

    private static async Task<IPAddress> ResolveAsync(KafkaAddress listen, CancellationToken cancellation)
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
            throw new BrokerStartException(StartProblem.AddressUnusable, listen.ToString(), $"Cannot listen on {listen}: the name '{listen.Host}' is unknown.", exception);
        }
    }
}
