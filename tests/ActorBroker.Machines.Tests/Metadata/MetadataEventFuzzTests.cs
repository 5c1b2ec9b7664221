using ActorBroker.Machines.Metadata;

namespace ActorBroker.Machines.Tests.Metadata;

/// <summary>What is no event gives the one documented exception; what is read can be applied to any image.</summary>
public sealed class MetadataEventFuzzTests
{
    private const int Runs = 40_000;

    [Fact]
    public void Hostile_bytes_are_refused_or_read_and_never_break_an_image()
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        var samples = MetadataSamples.Events.Select(MetadataEventFormat.Encode).ToList();
        var image = MetadataImage.Empty;
        var read = 0;
        for (var run = 0; run < Runs; run++)
        {
            var bytes = Mutate(samples[random.Next(samples.Count)], random);
            try
            {
                image = image.Apply(image.Offset.Next, MetadataEventFormat.Decode(bytes));
                read++;
            }
            catch (MetadataFormatException)
            {
                continue;
            }
            catch (Exception exception)
            {
                Assert.Fail($"seed {seed}, run {run}, {Convert.ToHexString(bytes)}: {exception}");
            }
        }

        Assert.InRange(read, 1, Runs - 1);
        Assert.NotEmpty(MetadataSnapshotFormat.Decode(MetadataSnapshotFormat.Encode(image)).Brokers);
    }

    [Fact]
    public void Every_event_cut_short_is_refused()
    {
        foreach (var bytes in MetadataSamples.Events.Select(MetadataEventFormat.Encode))
        {
            for (var length = 0; length < bytes.Length; length++)
                Assert.Throws<MetadataFormatException>(() => MetadataEventFormat.Decode(bytes.AsSpan(0, length)));
        }
    }

    private static byte[] Mutate(byte[] sample, Random random)
    {
        var bytes = (byte[])sample.Clone();
        for (var changes = random.Next(0, 4); changes > 0; changes--)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        if (random.Next(5) == 0)
            bytes = bytes[..random.Next(bytes.Length)];
        if (random.Next(5) == 0)
            bytes = [.. bytes, .. sample.AsSpan(0, random.Next(sample.Length))];
        return bytes;
    }
}
