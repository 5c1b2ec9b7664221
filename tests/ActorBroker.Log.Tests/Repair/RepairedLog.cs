using ActorBroker.Log.Reading;
using ActorBroker.Log.Tests.Damage;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Repair;

/// <summary>Reads a log from which batches were taken out.</summary>
internal static class RepairedLog
{
    /// <summary>All records that are left, batch by batch.</summary>
    public static List<StoredRecord> ReadAll(ReadView view)
    {
        var found = new List<StoredRecord>();
        for (var next = view.Bounds.Start; next < view.Bounds.End;)
        {
            using (var slice = view.Read(next, view.Bounds.End, 1).Slice)
            {
                if (slice is null || slice.BytesMax == 0)
                    break;
            }

            var batch = LogQuery.ReadAt(view, next);
            found.AddRange(batch);
            next = new Offset(batch[^1].Offset + 1);
        }

        return found;
    }
}
