using System.Globalization;
using System.Net;

namespace ActorBroker.Hosting.Configuration;

/// <summary>A host and a port, as an operator writes them.</summary>
/// <param name="Host">An address or a name; without brackets.</param>
/// <param name="Port">0 to 65535.</param>
internal sealed record ListenAddress(string Host, int Port)
{
    /// <summary>Null where the text is not <c>HOST:PORT</c>; an IPv6 address stands in brackets.</summary>
    public static ListenAddress? Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > IPEndPoint.MaxPort)
            return null;

        var host = text[..colon];
        if (host is ['[', .., ']'])
            return IPAddress.TryParse(host.AsSpan(1, host.Length - 2), out _) ? new ListenAddress(host[1..^1], port) : null;
        return Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4 ? new ListenAddress(host, port) : null;
    }

    /// <summary>As it is written: <c>127.0.0.1:9092</c>, <c>[::1]:9092</c>.</summary>
    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
