using ActorBroker.Wire.Connections;
using ActorBroker.Wire.Tests.Support;

namespace ActorBroker.Wire.Tests.Connections;

/// <summary>Frames out of received bytes.</summary>
public sealed class FrameReceiverTests
{
    private const int FrameBytesMax = 1024 * 1024;

    [Fact]
    public void Frames_come_whole_however_their_bytes_are_split()
    {
        byte[] bytes = [.. Frames.Of(1, 2, 3), .. Frames.Of(), .. Frames.Of([.. Enumerable.Repeat((byte)7, 40)])];
        for (var split = 0; split <= bytes.Length; split++)
        {
            using var receiver = new FrameReceiver(FrameBytesMax);
            var taken = new List<int>();

            foreach (var part in new[] { bytes[..split], bytes[split..] })
            {
                receiver.Receive(part);
                taken.AddRange(TakeAll(receiver).Select(frame => frame.Length));
            }

            Assert.Equal([3, 0, 40], taken);
        }
    }

    [Fact]
    public void Frames_of_any_size_come_whole_in_parts_of_any_size()
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        for (var run = 0; run < 10; run++)
        {
            var frames = Enumerable.Range(0, 20).Select(_ => RandomBytes(random)).ToList();
            using var receiver = new FrameReceiver(FrameBytesMax);
            var taken = new List<byte[]>();

            foreach (var part in frames.SelectMany(frame => Frames.Of(frame)).Chunk(random.Next(100, 100_000)))
            {
                receiver.Receive(part);
                taken.AddRange(TakeAll(receiver));
            }

            Assert.True(frames.Count == taken.Count && frames.Zip(taken, (sent, got) => sent.AsSpan().SequenceEqual(got)).All(same => same), $"seed {seed}");
        }
    }

    [Theory]
    [InlineData("ffffffff", FrameResult.NegativeLength)]
    [InlineData("80000000", FrameResult.NegativeLength)]
    [InlineData("7fffffff", FrameResult.TooLong)]
    [InlineData("00100001", FrameResult.TooLong)]
    [InlineData("00100000", FrameResult.Incomplete)]
    [InlineData("000000", FrameResult.Incomplete)]
    [InlineData("00000000", FrameResult.Frame)]
    public void A_length_is_judged_when_it_is_there(string bytes, FrameResult expected)
    {
        using var receiver = new FrameReceiver(FrameBytesMax);
        receiver.Receive(Sample.Bytes(bytes));

        var result = receiver.TryTake(out var frame, out _);

        Assert.Equal(expected, result);
        frame.Release();
    }

    [Fact]
    public void Memory_is_taken_for_bytes_that_came_never_for_a_length()
    {
        using var receiver = new FrameReceiver(100 * 1024 * 1024);
        receiver.Receive(Sample.Bytes("06400000"));
        for (var received = 4; received < 8 * 1024 * 1024; received += 8192)
        {
            receiver.Receive(new byte[8192]);

            Assert.InRange(receiver.BytesHeld, 1, Math.Max(FrameReceiver.BlockBytes, 8 * received));
        }
    }

    [Fact]
    public void A_receiver_that_waits_for_a_frame_holds_nothing()
    {
        using var receiver = new FrameReceiver(FrameBytesMax);
        Assert.Equal(0, receiver.BytesHeld);

        receiver.Receive(Frames.Of(1, 2, 3));
        _ = TakeAll(receiver);

        Assert.Equal(0, receiver.BytesHeld);
    }

    [Fact]
    public void A_block_that_is_being_received_into_is_not_taken_away()
    {
        using var receiver = new FrameReceiver(FrameBytesMax);
        receiver.Receive(Frames.Of(1, 2, 3));
        var room = receiver.GetMemory();

        var first = TakeAll(receiver).Single();
        Frames.Of(4, 5).CopyTo(room);
        receiver.Received(6);

        Assert.Equal([1, 2, 3], first);
        Assert.Equal([4, 5], TakeAll(receiver).Single());
    }

    [Fact]
    public void A_frame_lives_until_it_is_released()
    {
        using var receiver = new FrameReceiver(FrameBytesMax);
        receiver.Receive(Frames.Of(1, 2, 3));
        Assert.Equal(FrameResult.Frame, receiver.TryTake(out var kept, out _));

        for (var more = 0; more < 100; more++)
        {
            receiver.Receive(Frames.Of(new byte[5000]));
            _ = TakeAll(receiver);
        }

        Assert.Equal([1, 2, 3], kept.Bytes.ToArray());
        kept.Release();
    }

    private static List<byte[]> TakeAll(FrameReceiver receiver)
    {
        var taken = new List<byte[]>();
        while (receiver.TryTake(out var frame, out _) == FrameResult.Frame)
        {
            taken.Add(frame.Bytes.ToArray());
            frame.Release();
        }

        return taken;
    }

    private static byte[] RandomBytes(Random random)
    {
        var bytes = new byte[random.Next(4) == 0 ? random.Next(200_000) : random.Next(200)];
        random.NextBytes(bytes);
        return bytes;
    }
}
