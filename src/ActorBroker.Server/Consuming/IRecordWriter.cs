using System.Buffers;

namespace ActorBroker.Server.Consuming;

/// <summary>Writes records in one of the forms of <c>consume</c>.</summary>
internal interface IRecordWriter
{
    /// <summary>Writes one.</summary>
    void Write(in ConsumedRecord record, IBufferWriter<byte> target);
}
