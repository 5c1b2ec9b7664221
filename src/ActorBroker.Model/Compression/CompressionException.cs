namespace ActorBroker.Model.Compression;

/// <summary>Compressed input could not be read. The message names codec, fault, position and reason.</summary>
public sealed class CompressionException : Exception
{
    /// <param name="codec">The codec the input was read as.</param>
    /// <param name="fault">The kind of defect.</param>
    /// <param name="position">Where in the compressed input, in bytes from its start.</param>
    /// <param name="reason">What was found, as the end of a sentence.</param>
    /// <param name="inner">The exception it came from, if any.</param>
    public CompressionException(
        CompressionCodec codec, CompressionFault fault, long position, string reason, Exception? inner = null)
        : base($"{codec} input failed ({fault}) at byte {position}: {reason}", inner)
    {
        Codec = codec;
        Fault = fault;
        Position = position;
    }

    /// <summary>The codec the input was read as; a number that names no codec stays as it came.</summary>
    public CompressionCodec Codec { get; }

    /// <summary>The kind of defect.</summary>
    public CompressionFault Fault { get; }

    /// <summary>
    /// Where reading stopped, in bytes from the start of the compressed input: at the defect or, where the decoder takes
    /// its input in pieces, up to one piece behind it.
    /// </summary>
    public long Position { get; }
}
