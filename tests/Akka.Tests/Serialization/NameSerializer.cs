using System.Text;
using Akka.Actor;
using Akka.Serialization;

namespace Akka.Tests.Serialization;

internal interface INamed
{
    string Name { get; }
}

internal sealed record Plain(string Name) : INamed;

internal sealed record Special(string Name) : INamed;

/// <summary>Writes a name under a manifest of its own.</summary>
internal sealed class NameSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public override int Identifier => 500;

    public override string Manifest(object o) => "n";

    public override byte[] ToBinary(object obj) => Encoding.UTF8.GetBytes(((INamed)obj).Name);

    public override object FromBinary(byte[] bytes, string manifest) => new Plain(Encoding.UTF8.GetString(bytes));
}

/// <summary>Wants to be told the type, and has its identifier from the configuration.</summary>
internal sealed class TypedSerializer(ExtendedActorSystem system) : Serializer(system)
{
    public override bool IncludeManifest => true;

    public override byte[] ToBinary(object obj) => [];

    public override object FromBinary(byte[] bytes, Type? type) => new Special($"{type?.Name}!");
}
