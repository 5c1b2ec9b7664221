using System.Globalization;
using System.Net;

namespace ActorBroker.Server.Remote;

/// <summary>Where a broker is reached.</summary>
/// <param name="Host">An address or a name; without brackets.</param>
/// <param name="Port">1 to 65535.</param>
internal sealed record BrokerAddress(string Host, int Port)
{
    /// <summary>The port of a broker when none is said.</summary>
    public const int DefaultPort = 9092;

    /// <summary>Reads <c>HOST</c> or <c>HOST:PORT</c>; an IPv6 address with a port stands in brackets. Null where the text is neither.</summary>
    public static BrokerAddress? Parse(string text)
    {
        if ((!text.StartsWith('[') && IPAddress.TryParse(text, out _)) || Uri.CheckHostName(text) == UriHostNameType.Dns)
            return new(text, DefaultPort);

        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is 0 or > IPEndPoint.MaxPort)
            return null;
        var host = text[..colon];
        if (host is ['[', .., ']'])
            return IPAddress.TryParse(host.AsSpan(1, host.Length - 2), out _) ? new(host[1..^1], port) : null;
        return Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4 ? new(host, port) : null;
    }

    /// <summary>Reads several, with commas between them; null where one of them is none.</summary>
    public static IReadOnlyList<BrokerAddress>? ParseList(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var addresses = parts.Select(Parse).OfType<BrokerAddress>().ToArray();
        return addresses.Length == parts.Length && addresses.Length > 0 ? addresses : null;
    }

    /// <summary>As it is written: <c>127.0.0.1:9092</c>, <c>[::1]:9092</c>.</summary>
    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
