using ActorBroker.Journal.Events;
using ActorBroker.Journal.Payloads;
using ActorBroker.Journal.Snapshots;
using ActorBroker.Journal.Storage;
using ActorBroker.Journal.Tests.Support;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using Akka.Persistence;

namespace ActorBroker.Journal.Tests;

/// <summary>What lies on disks stays readable for ever: the bytes of version 1 of every format, written out.</summary>
public sealed class FormatTests : IDisposable
{
    private const string Id = "ab-1";
    private const string EventKeyBytes = "65" + "0000000000000102" + "61622d31";
    private const string DeletionKeyBytes = "64" + "61622d31";
    private const string SnapshotKeyBytes = "73" + "0000000000000102" + "08d5f9c0a1b2c3d4" + "61622d31";
    private const string GuidBytes = "0f8fad5bd9cb469fa16570867728950e";
    private const string FussyBytes = "00001267" + "0007" + "66757373792d31" + "780a";
    private const string EventBytes = "01" + "0000000000000101" + "08d5f9c0a1b2c3d4" + "01" + GuidBytes + "0002" + "6d31" + FussyBytes;

    private readonly SimulatedNode _node = new(1, new MemoryDisk());
    private readonly FieldWriter _writer = new();
    private readonly PayloadSerializer _payloads;

    public FormatTests() => _payloads = new PayloadSerializer(_node.System);

    public void Dispose() => _node.Dispose();

    [Fact]
    public void An_event_is_written_and_read_as_ever()
    {
        var written = new Persistent(new Fussy("x"), 0x102, Id, "m1", writerGuid: Requests.Writer, timestamp: 0x08d5f9c0a1b2c3d4);
        EventKey.WriteEvent(_writer, 0x102, Id);
        Assert.Equal(EventKeyBytes, Taken());
        EventValue.Write(_writer, _payloads, written, 0x101);
        Assert.Equal(EventBytes, Taken());

        var read = EventValue.Read(Convert.FromHexString(EventBytes), _payloads, Id, 0x102);

        Assert.Equal(written, read);
        Assert.Equal((written.Timestamp, 0x101), (read.Timestamp, EventValue.PreviousIn(Convert.FromHexString(EventBytes))));
        Assert.True(EventKey.TryRead(Convert.FromHexString(EventKeyBytes), out var key));
        Assert.Equal((true, 0x102L, true), (key.IsEvent, key.SequenceNr, PersistenceIdDigest.IsSame(key.Id, Id)));
    }

    [Fact]
    public void A_mark_of_deletion_is_written_and_read_as_ever()
    {
        EventKey.WriteDeletion(_writer, Id);
        Assert.Equal(DeletionKeyBytes, Taken());
        new DeletionValue(5, 9).Write(_writer);
        Assert.Equal("01" + "0000000000000005" + "0000000000000009", Taken());

        Assert.True(EventKey.TryRead(Convert.FromHexString(DeletionKeyBytes), out var key));
        Assert.True(DeletionValue.TryRead(Convert.FromHexString("0100000000000000050000000000000009"), out var mark));
        Assert.Equal((false, new DeletionValue(5, 9)), (key.IsEvent, mark));
    }

    [Fact]
    public void A_snapshot_is_written_and_read_as_ever()
    {
        SnapshotKey.Write(_writer, Id, 0x102, 0x08d5f9c0a1b2c3d4);
        Assert.Equal(SnapshotKeyBytes, Taken());
        SnapshotValue.Write(_writer, _payloads, new Fussy("x"));
        Assert.Equal("01" + FussyBytes, Taken());

        Assert.True(SnapshotKey.TryRead(Convert.FromHexString(SnapshotKeyBytes), out var key));
        Assert.Equal((0x102, 0x08d5f9c0a1b2c3d4), (key.SequenceNr, key.Ticks));
        Assert.Equal(new Fussy("x"), SnapshotValue.Read(Convert.FromHexString("01" + FussyBytes), _payloads, Id, 1));
    }

    [Fact]
    public void A_newer_version_is_refused_by_name()
    {
        var @event = Convert.FromHexString("02" + EventBytes[2..]);

        var refused = Assert.Throws<UnreadableEntryException>(() => EventValue.Read(@event, _payloads, Id, 7));

        Assert.Equal("Entry 7 of 'ab-1' cannot be read: it has schema version 2; this build reads up to 1.", refused.Message);
        Assert.Null(EventValue.PreviousIn(@event));
        Assert.False(DeletionValue.TryRead(Convert.FromHexString("0200000000000000050000000000000009"), out _));
        Assert.Throws<UnreadableEntryException>(() => SnapshotValue.Read(Convert.FromHexString("02" + FussyBytes), _payloads, Id, 7));
    }

    [Fact]
    public void Whatever_is_cut_off_is_noticed()
    {
        var value = Convert.FromHexString(EventBytes);
        for (var length = 0; length < value.Length - (FussyBytes.Length / 2); length++)
            Assert.Throws<UnreadableEntryException>(() => EventValue.Read(value.AsSpan(0, length), _payloads, Id, 7));
        for (var length = 0; length < 17; length++)
            Assert.False(DeletionValue.TryRead(Convert.FromHexString("0100000000000000050000000000000009").AsSpan(0, length), out _));
        Assert.False(EventKey.TryRead([], out _));
        Assert.False(EventKey.TryRead("e1234567"u8, out _));
        Assert.False(SnapshotKey.TryRead("s123456781234567"u8, out _));
    }

    [Fact]
    public void The_ledger_is_written_and_read_as_ever_and_a_damaged_one_is_passed_over()
    {
        var disk = new MemoryDisk();
        disk.CreateDirectory("/x");
        new SequenceLedger([(1, 5), (UInt128.MaxValue, 6)]).Save(disk, "/x");
        AtomicFile.Read(disk, "/x/sequence-numbers", int.MaxValue, out var bytes);

        Assert.Equal(
            "6162534e" + "00000001" + "00000002" + "00000000000000000000000000000001" + "0000000000000005" + new string('f', 32) + "0000000000000006",
            Convert.ToHexStringLower(bytes[..^4]));
        Assert.Equal([(1, 5L), (UInt128.MaxValue, 6L)], SequenceLedger.Load(disk, "/x")!.Entries);
        bytes[20] ^= 1;
        AtomicFile.Replace(disk, "/x/sequence-numbers", bytes);
        Assert.Null(SequenceLedger.Load(disk, "/x"));
    }

    private string Taken()
    {
        var taken = Convert.ToHexStringLower(_writer.Written);
        _writer.Clear();
        return taken;
    }
}
