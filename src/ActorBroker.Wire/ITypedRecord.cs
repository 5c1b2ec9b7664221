namespace ActorBroker.Wire;

/// <summary>The key or the value of a record in an internal topic, where records of several types lie side by side.</summary>
public interface ITypedRecord : IMessage
{
    /// <summary>The type; a record's key begins with it.</summary>
    short RecordType { get; }
}
