using ActorBroker.Wire.Generator.Descriptions;
using ActorBroker.Wire.Tests.Support;

namespace ActorBroker.Wire.Tests.Codecs;

/// <summary>
/// Messages with a few bytes changed: they are read or refused, and never cost more memory than their length allows. A long run:
/// <c>ACTORBROKER_WIRE_FRAMES=1000000</c>.
/// </summary>
public sealed class MutationTests
{
    // What the exception and its stack trace may cost besides the message.
    private const int ExceptionBytes = 16 * 1024;

    private static readonly int Frames = LongRun.Length("ACTORBROKER_WIRE_FRAMES", 20_000);

    private static readonly byte[] Telling = [0x00, 0x01, 0x02, 0x7F, 0x80, 0xFE, 0xFF];

    [Fact]
    public void Changed_bytes_are_read_or_refused_within_the_allowance()
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        var messages = new RandomMessages(random);
        var versions = Described.Versions.ToArray();
        for (var frame = 0; frame < Frames; frame++)
        {
            var (message, version) = versions[frame % versions.Length];
            var bytes = Mutate(MessageCodec.ToArray(messages.Next(message, version), version), random);

            var allocated = AllocatedBy(message, version, bytes);

            var allowed = WireLimits.MemoryFor(bytes.Length) + ExceptionBytes;
            Assert.True(
                allocated <= allowed,
                $"seed {seed}, frame {frame}: {message.ClassName} version {version}, {bytes.Length} bytes took {allocated} of {allowed}: {Convert.ToHexStringLower(bytes)}");
        }
    }

    private static long AllocatedBy(MessageDescription message, short version, byte[] bytes)
    {
        var target = Described.New(message);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var reader = new WireReader(bytes);
            target.Read(ref reader, version);
        }
        catch (MalformedMessageException)
        {
            // As documented: the only way in which reading may fail.
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        for (var left = random.Next(1, 5); left > 0 && bytes.Length > 0; left--)
        {
            var place = random.Next(bytes.Length);
            switch (random.Next(4))
            {
                case 0:
                    bytes[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[place] = Telling[random.Next(Telling.Length)];
                    break;
                case 2:
                    bytes = [.. bytes[..place], Telling[random.Next(Telling.Length)], .. bytes[place..]];
                    break;
                default:
                    bytes = [.. bytes[..place], .. bytes[(place + 1)..]];
                    break;
            }
        }

        return bytes;
    }
}
