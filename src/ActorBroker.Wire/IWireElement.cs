namespace ActorBroker.Wire;

/// <summary>
/// What can be read from the wire and written to it: a message, or a struct inside one. The classes are made from the descriptions in
/// <c>Messages</c>; what they say in which version stands there.
/// </summary>
/// <remarks>The version is one that the message has; whoever calls has checked it.</remarks>
public interface IWireElement
{
    /// <summary>Puts every field back to its default. Lists are emptied, and keep what they hold to be used again.</summary>
    void Clear();

    /// <summary>Reads into a new or cleared object. After a failure its content means nothing.</summary>
    /// <exception cref="MalformedMessageException">The bytes are not what the version says.</exception>
    void Read(ref WireReader reader, short version);

    /// <summary>Adds what <see cref="Write"/> will write.</summary>
    /// <exception cref="UnwritableMessageException">A value that this version cannot say, or a string that is too long.</exception>
    void Measure(ref WireSize size, short version);

    /// <summary>Writes what was measured before, unchanged since then.</summary>
    void Write(ref WireWriter writer, short version);
}
