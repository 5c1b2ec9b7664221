using ActorBroker.Log.Inspection;

namespace ActorBroker.Server.Logs;

/// <summary>Writes what a dump shows, piece by piece.</summary>
internal interface IDumpForm
{
    /// <summary>Writes a segment.</summary>
    void Write(string file, IEnumerable<DumpedBatch> batches);

    /// <summary>Writes a file of rows.</summary>
    void Write(DumpedTable table);
}
