using System.Buffers;
using ActorBroker.Model;
using ActorBroker.Wire.Connections;

namespace ActorBroker.Wire.Tests.Connections;

/// <summary>What a connection has to send.</summary>
public sealed class OutgoingBytesTests
{
    [Fact]
    public void Written_bytes_and_leases_leave_in_the_order_in_which_they_came()
    {
        using var output = new OutgoingBytes();
        output.Write((byte[])[1, 2]);
        output.Splice(new TestLease([3, 4], [], [5]));
        output.Write((byte[])[6]);
        output.Splice(new TestLease(Array.Empty<byte>()));
        output.Write((byte[])[7, 8]);

        Assert.Equal(8, output.Count);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], output.SendAll());
        Assert.Equal(0, output.Count);
    }

    [Fact]
    public void All_leaves_however_few_bytes_are_sent_at_once()
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        using var output = new OutgoingBytes();
        var expected = new List<byte>();
        for (var index = 0; index < 200; index++)
        {
            var bytes = new byte[random.Next(3000)];
            random.NextBytes(bytes);
            expected.AddRange(bytes);
            if (random.Next(3) == 0)
                output.Splice(new TestLease(bytes));
            else
                output.Write(bytes);
        }

        Assert.True(expected.SequenceEqual(output.SendAll(random.Next(1, 5000))), $"seed {seed}");
    }

    [Fact]
    public void Leased_bytes_are_not_copied()
    {
        using var output = new OutgoingBytes();
        byte[] records = [1, 2, 3];
        output.Splice(new TestLease(records));

        var segments = new ReadOnlyMemory<byte>[1];
        output.CopySegmentsTo(segments);

        Assert.True(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(segments[0], out var sent));
        Assert.Same(records, sent.Array);
    }

    [Fact]
    public void A_lease_is_given_back_when_its_last_byte_has_left()
    {
        using var output = new OutgoingBytes();
        var lease = new TestLease([1, 2, 3], [4]);
        output.Write((byte[])[0]);
        output.Splice(lease);
        output.Write((byte[])[5]);

        output.Sent(4);
        Assert.Equal(0, lease.Disposed);
        output.Sent(1);
        Assert.Equal(1, lease.Disposed);
        output.Sent(1);

        Assert.Equal(1, lease.Disposed);
    }

    [Fact]
    public void Leases_that_did_not_leave_are_given_back_when_the_output_is_disposed()
    {
        var output = new OutgoingBytes();
        var lease = new TestLease([1, 2, 3]);
        output.Splice(lease);
        output.Sent(1);

        output.Dispose();

        Assert.Equal(1, lease.Disposed);
        Assert.Equal(0, output.Count);
    }

    [Fact]
    public void More_than_there_is_cannot_be_sent()
    {
        using var output = new OutgoingBytes();
        output.Write((byte[])[1, 2]);

        Assert.Throws<InvariantException>(() => output.Sent(3));
    }

    [Fact]
    public void A_span_is_as_large_as_asked()
    {
        using var output = new OutgoingBytes();
        output.Write(new byte[60_000]);

        Assert.True(output.GetSpan(1_000_000).Length >= 1_000_000);
        Assert.Equal(60_000, output.SendAll().Length);
    }
}
