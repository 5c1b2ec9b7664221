using System.Buffers;
using System.Globalization;
using System.Text;

namespace Akka.Actor;

/// <summary>
/// The place of an actor in its tree: an address and names, as in <c>akka://system/user/parent/child</c>,
/// and the <see cref="Uid"/> that tells its incarnations apart. Immutable.
/// Two paths are equal when address and names are; the uid does not count.
/// </summary>
public abstract class ActorPath : IEquatable<ActorPath>, IComparable<ActorPath>
{
    /// <summary>What an element may hold beside ASCII letters and digits.</summary>
    public const string ValidSymbols = "\"-_.*$+:@&=,!~';()";

    private static readonly SearchValues<char> ValidCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" + ValidSymbols);

    private readonly ActorPath? _parent;

    private protected ActorPath(string name) => Name = name;

    protected ActorPath(ActorPath parentPath, string name, long uid)
    {
        _parent = parentPath;
        Name = name;
        Uid = uid;
    }

    public string Name { get; }

    /// <summary>1 to 2,147,483,646 for a started actor; 0 when not known, which matches every incarnation.</summary>
    public long Uid { get; }

    /// <summary>Null for a root.</summary>
    public ActorPath Parent => _parent!;

    public Address Address => ((RootActorPath)Root).OwnAddress;

    public ActorPath Root
    {
        get
        {
            var path = this;
            while (path._parent is not null)
                path = path._parent;
            return path;
        }
    }

    /// <summary>How many names there are below the root.</summary>
    public int Depth
    {
        get
        {
            var depth = 0;
            for (var path = this; path._parent is not null; path = path._parent)
                depth++;
            return depth;
        }
    }

    /// <summary>The names from below the root down to this path; empty for a root.</summary>
    public IReadOnlyList<string> Elements
    {
        get
        {
            var elements = new string[Depth];
            var path = this;
            for (var at = elements.Length - 1; at >= 0; at--, path = path._parent!)
                elements[at] = path.Name;
            return elements;
        }
    }

    /// <summary>True for a name that a user may give: not empty, not starting with <c>$</c>, of allowed characters and <c>%hh</c>.</summary>
    public static bool IsValidPathElement(string s)
    {
        if (string.IsNullOrEmpty(s) || s[0] == '$')
            return false;
        for (var at = 0; at < s.Length; at++)
        {
            if (ValidCharacters.Contains(s[at]))
                continue;
            if (s[at] != '%' || at + 2 >= s.Length || !char.IsAsciiHexDigit(s[at + 1]) || !char.IsAsciiHexDigit(s[at + 2]))
                return false;
            at += 2;
        }

        return true;
    }

    /// <exception cref="UriFormatException">Not an absolute path.</exception>
    public static ActorPath Parse(string path) =>
        TryParse(path, out var parsed)
            ? parsed!
            : throw new UriFormatException($"'{path}' is not an actor path; expected protocol://system[@host:port]/names[#uid]");

    public static bool TryParse(string path, out ActorPath? actorPath)
    {
        actorPath = null;
        return TryParseAddress(path, out var address, out var rest) && TryParse(new RootActorPath(address!), rest, out actorPath);
    }

    public static bool TryParse(ActorPath basePath, string absoluteUri, out ActorPath? actorPath) =>
        TryParse(basePath, absoluteUri.AsSpan(), out actorPath);

    /// <summary>
    /// Puts the names of <paramref name="absoluteUri"/> (<c>/a/b#uid</c>) below <paramref name="basePath"/>.
    /// False when the uid is not a 32-bit number (spec/akka-wire.md, 2) or a name is missing before it.
    /// </summary>
    public static bool TryParse(ActorPath basePath, ReadOnlySpan<char> absoluteUri, out ActorPath? actorPath)
    {
        actorPath = null;
        var path = basePath;
        var uid = 0;
        var hash = absoluteUri.LastIndexOf('#');
        if (hash >= 0)
        {
            if (!int.TryParse(absoluteUri[(hash + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out uid))
                return false;
            absoluteUri = absoluteUri[..hash];
        }

        foreach (var range in absoluteUri.Split('/'))
        {
            if (!absoluteUri[range].IsEmpty)
                path = new ChildActorPath(path, absoluteUri[range].ToString(), ActorCell.UndefinedUid);
        }

        if (uid != 0 && path._parent is null)
            return false;
        actorPath = path.WithUid(uid);
        return true;
    }

    public static bool TryParseAddress(string path, out Address? address) => Address.TryParse(path, out address);

    public static bool TryParseAddress(string path, out Address? address, out ReadOnlySpan<char> absoluteUri) =>
        Address.TryParse(path.AsSpan(), out address, out absoluteUri);

    public ActorPath Child(string childName) => this / childName;

    /// <param name="depth">0: the root; negative: counted upward from here.</param>
    public ActorPath ParentOf(int depth)
    {
        var path = this;
        var steps = depth >= 0 ? Depth - depth : -depth;
        for (; steps > 0 && path._parent is not null; steps--)
            path = path._parent;
        return path;
    }

    public ActorPath WithUid(long uid)
    {
        if (uid == Uid)
            return this;
        return _parent is null
            ? throw new NotSupportedException("A root path has no uid")
            : new ChildActorPath(_parent, Name, uid);
    }

    public string ToStringWithoutAddress() => Format(null, withUid: false);

    public string ToStringWithAddress() => Format(Address, withUid: false);

    /// <summary>With <paramref name="address"/> unless the path has an address of its own in the network.</summary>
    public string ToStringWithAddress(Address address) =>
        Format(IsEverywhere || Address.HasGlobalScope ? Address : address, withUid: false);

    public string ToStringWithUid() => Format(Address, withUid: true);

    public string ToSerializationFormat() => Format(Address, withUid: true);

    /// <summary>As sent to another node: with the uid, and with <paramref name="address"/> for what is local here.</summary>
    public string ToSerializationFormatWithAddress(Address address) =>
        Format(IsEverywhere || Address.HasGlobalScope ? Address : address, withUid: true);

    public bool Equals(ActorPath? other)
    {
        var left = this;
        var right = other;
        while (!ReferenceEquals(left, right))
        {
            if (left is null || right is null || left.Name != right.Name)
                return false;
            if (left._parent is null || right._parent is null)
                return left._parent is null && right._parent is null && left.Address.Equals(right.Address);
            left = left._parent;
            right = right._parent;
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as ActorPath);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        for (var path = this; path is not null; path = path._parent)
            hash.Add(path.Name);
        return hash.ToHashCode();
    }

    /// <summary>Orders by the text with address, ordinally.</summary>
    public int CompareTo(ActorPath? other) =>
        other is null ? 1 : string.CompareOrdinal(ToStringWithAddress(), other.ToStringWithAddress());

    public override string ToString() => ToStringWithAddress();

    public static bool operator ==(ActorPath? left, ActorPath? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(ActorPath? left, ActorPath? right) => !(left == right);

    /// <summary>The path one name further down; the name may carry a uid after <c>#</c>.</summary>
    public static ActorPath operator /(ActorPath path, string name)
    {
        var hash = name.IndexOf('#');
        return hash < 0
            ? new ChildActorPath(path, name, ActorCell.UndefinedUid)
            : new ChildActorPath(path, name[..hash], int.Parse(name.AsSpan(hash + 1), CultureInfo.InvariantCulture));
    }

    public static ActorPath operator /(ActorPath path, IEnumerable<string> name) =>
        name.Where(element => element.Length > 0).Aggregate(path, (parent, element) => parent / element);

    // The reference that ignores everything is the same in every system and is never given an address.
    private bool IsEverywhere => Name == IgnoreActorRef.Name && ReferenceEquals(Root, IgnoreActorRef.IgnorePath.Root);

    private string Format(Address? address, bool withUid)
    {
        var text = new StringBuilder(address?.ToString());
        if (_parent is null)
            return text.Append('/').Append(Name).ToString();
        AppendNames(text);
        if (withUid && Uid != ActorCell.UndefinedUid)
            text.Append('#').Append(Uid.ToString(CultureInfo.InvariantCulture));
        return text.ToString();
    }

    private void AppendNames(StringBuilder text)
    {
        if (_parent is null)
            return;
        _parent.AppendNames(text);
        text.Append('/').Append(Name);
    }
}
