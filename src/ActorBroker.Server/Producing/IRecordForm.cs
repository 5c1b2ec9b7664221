namespace ActorBroker.Server.Producing;

/// <summary>Makes records of lines.</summary>
internal interface IRecordForm
{
    /// <summary>The record that a line is. It may point into the line.</summary>
    /// <param name="line">Without its end.</param>
    /// <param name="now">The time for a record that says none, in milliseconds since 1970.</param>
    /// <exception cref="FormatException">It is none.</exception>
    OutgoingRecord Read(ReadOnlyMemory<byte> line, long now);
}
