using ActorBroker.Log.Tests.Properties;

namespace ActorBroker.Log.Tests.Crashes;

/// <summary>What held after a step: the log's content, and up to where it was said to be durable.</summary>
internal sealed record Promise(int Change, string Step, PlainLog Log, long Durable)
{
    /// <summary>The batches that must be there after any crash that comes between this promise and the next: durable, and not removed by the step under way.</summary>
    public IEnumerable<PlainBatch> Kept(Promise next) =>
        Log.Batches.Where(batch => batch.Last < Durable && batch.Last >= next.Log.Start && next.Log.Batches.Contains(batch));
}
