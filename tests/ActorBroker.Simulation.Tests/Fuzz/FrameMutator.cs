using System.Buffers.Binary;

namespace ActorBroker.Simulation.Tests.Fuzz;

/// <summary>Changes frames as errors and attackers do: bits, bytes, numbers, ends, lengths, headers, and the rest of one frame behind the head of another.</summary>
internal sealed class FrameMutator(Random random, byte[][] frames)
{
    private const int ChangesMax = 4;
    private const short ApiKeyMax = 80;
    private const short VersionMax = 20;

    private static readonly byte[] TellingBytes = [0x00, 0x01, 0x02, 0x7F, 0x80, 0xFE, 0xFF];
    private static readonly int[] TellingNumbers = [0, 1, -1, -2, int.MaxValue, int.MinValue, short.MaxValue, 1 << 20, 1 << 30];

    /// <summary>A frame with its length; some are whole, so that what they ask for happens.</summary>
    public byte[] Next()
    {
        var frame = frames[random.Next(frames.Length)];
        if (random.Next(4) == 0)
            return frame;

        var content = frame[sizeof(int)..];
        for (var left = random.Next(1, ChangesMax + 1); left > 0 && content.Length > 0; left--)
            content = Change(content);
        return WithLength(content, random.Next(40) == 0 ? TellingNumbers[random.Next(TellingNumbers.Length)] : content.Length);
    }

    private byte[] Change(byte[] content)
    {
        var place = random.Next(content.Length);
        switch (random.Next(9))
        {
            case 0:
                content[place] ^= (byte)(1 << random.Next(8));
                return content;
            case 1:
                content[place] = TellingBytes[random.Next(TellingBytes.Length)];
                return content;
            case 2:
                Number(place, content);
                return content;
            case 3:
                return content[..place];
            case 4:
                return [.. content[..place], TellingBytes[random.Next(TellingBytes.Length)], .. content[place..]];
            case 5:
                return [.. content[..place], .. content[(place + 1)..]];
            case 6:
                Header(content);
                return content;
            case 7:
                return Splice(content, place);
            default:
                return [.. content[..place], .. content[random.Next(place + 1)..]];
        }
    }

    private void Number(int place, byte[] content)
    {
        if (content.Length - place >= sizeof(int))
            BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(place), TellingNumbers[random.Next(TellingNumbers.Length)]);
    }

    /// <summary>Another API or another version.</summary>
    private void Header(byte[] content)
    {
        var isVersion = random.Next(2) == 0;
        if (content.Length >= 2 * sizeof(short))
            BinaryPrimitives.WriteInt16BigEndian(content.AsSpan(isVersion ? sizeof(short) : 0), (short)random.Next(-1, isVersion ? VersionMax : ApiKeyMax));
    }

    private byte[] Splice(byte[] head, int place)
    {
        var tail = frames[random.Next(frames.Length)];
        return [.. head[..place], .. tail[random.Next(sizeof(int), tail.Length)..]];
    }

    private static byte[] WithLength(byte[] content, int length)
    {
        var frame = new byte[sizeof(int) + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, length);
        content.CopyTo(frame, sizeof(int));
        return frame;
    }
}
