using System.Runtime.CompilerServices;

namespace ActorBroker.Model.Compression;

/// <summary>The last three distances, newest first, which offset values 1 to 3 repeat (RFC 8878 section 3.1.1.5).</summary>
internal record struct ZstdRepeats(uint First, uint Second, uint Third)
{
    /// <summary>The largest offset value that repeats.</summary>
    public const uint ValueMax = 3;

    /// <summary>What a frame begins with.</summary>
    public static ZstdRepeats Initial => new(1, 4, 8);

    /// <summary>The distance that an offset value means, which becomes the newest; 0 comes from damage alone.</summary>
    /// <param name="value">The value, 1 and up.</param>
    /// <param name="literals">The sequence's count of literals: without any, values mean the next older distance.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Take(uint value, uint literals)
    {
        if (value > ValueMax)
        {
            this = new ZstdRepeats(value - ValueMax, First, Second);
            return First;
        }

        return Repeat(literals == 0 ? value + 1 : value);
    }

    private uint Repeat(uint place)
    {
        switch (place)
        {
            case 1:
                break;
            case 2:
                this = new ZstdRepeats(Second, First, Third);
                break;
            case 3:
                this = new ZstdRepeats(Third, First, Second);
                break;
            default:
                this = new ZstdRepeats(First - 1, First, Second);
                break;
        }

        return First;
    }
}
