using System.Globalization;

namespace Akka.Actor;

/// <summary>
/// Where an actor system is: <c>protocol://system@host:port</c>, or <c>protocol://system</c> for "in this process".
/// Immutable; compared part by part, exactly (the host is lower-cased when the address is made).
/// </summary>
public sealed class Address(string protocol, string system, string? host = null, int? port = null)
    : IEquatable<Address>, IComparable<Address>, IComparable, ICloneable
{
    /// <summary>Stands for every system, where an address is wanted.</summary>
    public static readonly Address AllSystems = new("akka", "all-systems");

    /// <summary>Orders by protocol, system, host and port, ordinally.</summary>
    public static readonly IComparer<Address> Comparer = Comparer<Address>.Create(CompareParts);

    private string? _text;

    /// <summary>Null for a system without a place in a network.</summary>
    public string? Host { get; } = host?.ToLowerInvariant();

    /// <summary>Null when unknown or not meant.</summary>
    public int? Port { get; } = port;

    public string System { get; } = system;

    public string Protocol { get; } = protocol;

    public bool HasLocalScope => string.IsNullOrEmpty(Host);

    public bool HasGlobalScope => !HasLocalScope;

    public Address WithProtocol(string protocol) => new(protocol, System, Host, Port);

    public Address WithSystem(string system) => new(Protocol, system, Host, Port);

    public Address WithHost(string? host = null) => new(Protocol, System, host, Port);

    public Address WithPort(int? port = null) => new(Protocol, System, Host, port);

    /// <summary>The address without its protocol: <c>system@host:port</c>.</summary>
    public string HostPort() => ToString()[(Protocol.Length + 3)..];

    /// <exception cref="UriFormatException">Not an address.</exception>
    public static Address Parse(string address) =>
        TryParse(address, out Address? parsed)
            ? parsed!
            : throw new UriFormatException($"'{address}' is not an address; expected protocol://system or protocol://system@host:port");

    public static bool TryParse(string path, out Address? address) => TryParse(path.AsSpan(), out address);

    public static bool TryParse(string path, out Address? address, out string? absolutUri)
    {
        var parsed = TryParse(path.AsSpan(), out address, out var rest);
        absolutUri = parsed ? rest.ToString() : null;
        return parsed;
    }

    public static bool TryParse(ReadOnlySpan<char> span, out Address? address) => TryParse(span, out address, out _);

    /// <param name="absolutUri">What follows the address, from its slash on; "/" when nothing does.</param>
    public static bool TryParse(ReadOnlySpan<char> span, out Address? address, out ReadOnlySpan<char> absolutUri)
    {
        address = null;
        absolutUri = "/";
        var scheme = span.IndexOf("://");
        if (scheme is < 4 or > 255 || !span.StartsWith("akka", StringComparison.OrdinalIgnoreCase))
            return false;

        var protocol = span[..scheme].ToString();
        span = span[(scheme + 3)..];
        var slash = span.IndexOf('/');
        if (slash >= 0)
        {
            absolutUri = span[slash..];
            span = span[..slash];
        }

        var at = span.IndexOf('@');
        if (at < 0)
            address = span.IsEmpty || span.IndexOf(':') >= 0 ? null : new Address(protocol, span.ToString());
        else
            address = ParseHost(protocol, span[..at].ToString(), span[(at + 1)..]);
        return address is not null;
    }

    public object Clone() => new Address(Protocol, System, Host, Port);

    public int CompareTo(Address? other) => other is null ? 1 : CompareParts(this, other);

    int IComparable.CompareTo(object? obj) => CompareTo(obj as Address);

    public bool Equals(Address? other) =>
        other is not null
        && (ReferenceEquals(this, other)
            || (Port == other.Port && Host == other.Host && System == other.System && Protocol == other.Protocol));

    public override bool Equals(object? obj) => Equals(obj as Address);

    public override int GetHashCode() => HashCode.Combine(Protocol, System, Host, Port);

    public override string ToString()
    {
        if (_text is not null)
            return _text;
        var host = Host is null ? "" : "@" + Host;
        var port = Port is null ? "" : ":" + Port.Value.ToString(CultureInfo.InvariantCulture);
        return _text = $"{Protocol}://{System}{host}{port}";
    }

    public static bool operator ==(Address? left, Address? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(Address? left, Address? right) => !(left == right);

    private static Address? ParseHost(string protocol, string system, ReadOnlySpan<char> hostPort)
    {
        // The host may be an IPv6 address in brackets, with colons of its own.
        var colon = hostPort.LastIndexOf(':');
        if (system.Length == 0 || colon <= hostPort.LastIndexOf(']'))
            return null;
        var host = hostPort[..colon];
        return !host.IsEmpty && int.TryParse(hostPort[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
               && port <= ushort.MaxValue
            ? new Address(protocol, system, host.ToString(), port)
            : null;
    }

    private static int CompareParts(Address left, Address right)
    {
        var order = string.CompareOrdinal(left.Protocol, right.Protocol);
        if (order == 0)
            order = string.CompareOrdinal(left.System, right.System);
        if (order == 0)
            order = string.CompareOrdinal(left.Host ?? "", right.Host ?? "");
        return order == 0 ? (left.Port ?? 0).CompareTo(right.Port ?? 0) : order;
    }
}
