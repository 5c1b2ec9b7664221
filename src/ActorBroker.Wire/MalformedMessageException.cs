namespace ActorBroker.Wire;

/// <summary>Bytes from outside are no message of the version that they claim to be. Whoever sent them gets no answer; Kafka closes the connection.</summary>
public sealed class MalformedMessageException : Exception
{
    /// <param name="path">Message and field, from the outermost in.</param>
    /// <param name="position">Where the value begins, in bytes from the start of what was read.</param>
    /// <param name="defect">What is wrong.</param>
    public MalformedMessageException(string path, int position, MessageDefect defect)
        : base($"{path}, byte {position}: {defect}")
    {
        Path = path;
        Position = position;
        Defect = defect;
    }

    /// <summary>Message and field, from the outermost in, as <c>ProduceRequest.TopicData[].Name</c>. A struct that occurs in two places stands for itself.</summary>
    public string Path { get; }

    /// <summary>Where the value begins, in bytes from the start of what was read; a frame's length is not counted.</summary>
    public int Position { get; }

    /// <summary>What is wrong.</summary>
    public MessageDefect Defect { get; }
}
