using Akka.Actor;

namespace Akka.Serialization;

/// <summary>For whom something is being serialized on this thread: the address by which the reader reaches which system.</summary>
public sealed class Information : IEquatable<Information>
{
    /// <summary>An address of a system.</summary>
    public Information(Address address, ActorSystem system)
    {
        Address = address;
        System = system;
    }

    /// <summary>The address to write into references of <see cref="System"/>.</summary>
    public Address Address { get; }

    /// <summary>The system whose references are written.</summary>
    public ActorSystem System { get; }

    /// <summary>Whether both name the same system at the same address.</summary>
    public static bool operator ==(Information? left, Information? right) => Equals(left, right);

    /// <summary>Whether they differ in system or address.</summary>
    public static bool operator !=(Information? left, Information? right) => !Equals(left, right);

    /// <inheritdoc/>
    public bool Equals(Information? other) => other is not null && Equals(Address, other.Address) && Equals(System, other.System);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Information);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Address, System);
}
