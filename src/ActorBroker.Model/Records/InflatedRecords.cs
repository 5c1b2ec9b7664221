using System.Runtime.InteropServices;

namespace ActorBroker.Model.Records;

/// <summary>Judges the records of a compressed batch while it is inflated.</summary>
internal static class InflatedRecords
{
    /// <summary>Judges as many records as the header counts, and that nothing follows them.</summary>
    public static RecordBatchFault Judge(InflatedWindow window, int count, ref RecordJudge judge)
    {
        var record = default(RecordLayout);
        for (var index = 0; index < count; index++)
        {
            if (!window.Ensure(1))
                return RecordBatchFault.OfBatch(RecordBatchDefect.RecordsMissing, index, count);

            var defect = Read(window, ref record, out var unread);
            if (defect == RecordBatchDefect.None)
                defect = judge.Judge(ref record);
            if (defect != RecordBatchDefect.None)
                return new RecordBatchFault(defect, index, record.Found, record.Limit);
            window.Consume(unread);
        }

        return window.Ensure(1)
            ? RecordBatchFault.OfBatch(RecordBatchDefect.BytesAfterRecords, window.Available.Length, 0)
            : default;
    }

    /// <summary>Reads the record at the window's start.</summary>
    /// <param name="unread">How much of the window the record still takes.</param>
    private static RecordBatchDefect Read(InflatedWindow window, ref RecordLayout record, out int unread)
    {
        unread = 0;
        window.Ensure(Varint.MaxBytes32);
        nint prefix = 0;
        ref var start = ref MemoryMarshal.GetReference(window.Available);
        if (!Varint.TryReadInt32(ref start, ref prefix, window.Available.Length, out var length))
            return record.Fail(RecordBatchDefect.NumberMalformed, window.Position, window.Position + window.Available.Length);
        if (length < RecordLayout.BodyBytesMin)
            return record.Fail(RecordBatchDefect.RecordLengthTooSmall, length, RecordLayout.BodyBytesMin);

        if (length > InflatedWindow.CapacityMin - prefix)
        {
            window.Consume((int)prefix);
            return LargeRecord.Read(window, length, ref record);
        }

        unread = (int)prefix + length;
        if (!window.Ensure(unread))
            return record.Fail(RecordBatchDefect.RecordLengthTooLarge, length, window.Available.Length - prefix);

        var defect = record.Read(window.Available, 0);
        if (defect != RecordBatchDefect.NumberMalformed)
            return defect;
        return record.Fail(defect, record.Found + window.Position, record.Limit + window.Position);
    }
}
