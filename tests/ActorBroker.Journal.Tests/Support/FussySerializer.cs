using System.Runtime.Serialization;
using System.Text;
using Akka.Actor;
using Akka.Serialization;

namespace ActorBroker.Journal.Tests.Support;

/// <summary>Serializes <see cref="Fussy"/>, with the manifest <c>fussy-1</c>.</summary>
public sealed class FussySerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <inheritdoc />
    public override int Identifier => 4711;

    /// <inheritdoc />
    public override string Manifest(object o) => "fussy-1";

    /// <inheritdoc />
    public override byte[] ToBinary(object obj)
    {
        var fussy = (Fussy)obj;
        if (fussy.Text == Fussy.NeverWritten)
            throw new SerializationException("It is fussy.");

        var who = fussy.Who is null ? "" : Akka.Serialization.Serialization.SerializedActorPath(fussy.Who);
        return Encoding.UTF8.GetBytes($"{fussy.Text}\n{who}");
    }

    /// <inheritdoc />
    public override object FromBinary(byte[] bytes, string manifest)
    {
        var lines = Encoding.UTF8.GetString(bytes).Split('\n');
        if (lines[0] == Fussy.NeverRead || manifest != "fussy-1")
            throw new SerializationException("It is fussy.");

        return new Fussy(lines[0], lines[1].Length == 0 ? null : system.Provider.ResolveActorRef(lines[1]));
    }
}
