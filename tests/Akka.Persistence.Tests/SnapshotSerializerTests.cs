using System.Runtime.Serialization;
using Akka.Persistence.Serialization;

namespace Akka.Persistence.Tests;

public sealed class SnapshotSerializerTests : IDisposable
{
    private readonly SimulatedPersistence _simulated = new(seed: 1);
    private readonly PersistenceSnapshotSerializer _serializer;

    public SnapshotSerializerTests()
    {
        Persistence.Instance.Apply(_simulated.System);
        _serializer = (PersistenceSnapshotSerializer)_simulated.System.Serialization.FindSerializerForType(typeof(Akka.Persistence.Serialization.Snapshot));
    }

    public void Dispose() => _simulated.Dispose();

    [Fact]
    public void A_snapshot_has_the_official_identifier_and_bytes()
    {
        var bytes = _serializer.ToBinary(new Akka.Persistence.Serialization.Snapshot(new byte[] { 1, 2, 3 }));
        var text = _serializer.ToBinary(new Akka.Persistence.Serialization.Snapshot("hé"));

        Assert.Equal(8, _serializer.Identifier);
        Assert.Equal("0804" + "1203010203", Convert.ToHexString(bytes));
        Assert.Equal("0811" + "120368C3A9" + "1A25" + Convert.ToHexString("System.String, System.Private.CoreLib"u8), Convert.ToHexString(text));
    }

    [Fact]
    public void Random_bytes_are_read_or_refused()
    {
        var good = _serializer.ToBinary(new Akka.Persistence.Serialization.Snapshot("text"));
        for (var seed = 1; seed <= 20_000; seed++)
        {
            var random = new Random(seed);
            var bytes = good.ToArray();
            for (var i = random.Next(1, 4); i > 0; i--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);

            var error = Record.Exception(() => _serializer.FromBinary(bytes[..random.Next(bytes.Length + 1)], typeof(Akka.Persistence.Serialization.Snapshot)));

            Assert.True(error is null or SerializationException, $"seed {seed}: {Convert.ToHexString(bytes)}: {error}");
        }
    }
}
