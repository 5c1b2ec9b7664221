using ActorBroker.Broker.Partitions;
using ActorBroker.Model;
using Akka.Event;

namespace ActorBroker.Broker.Nodes;

/// <summary>Counts the logs that are recovered after an unclean stop, and tells of all of them in one line once the last is done.</summary>
/// <remarks>Owned by the partitions' host.</remarks>
internal sealed class RecoveryTally(ILoggingAdapter logger)
{
    private readonly HashSet<PartitionId> _expected = [];
    private int _recovered;
    private int _withRecords;
    private int _failed;
    private long _scannedBytes;
    private long _cutBytes;

    /// <summary>A log is about to be recovered.</summary>
    public void Expect(PartitionId id) => _expected.Add(id);

    /// <summary>It was, or it could not be.</summary>
    public void OnRecovered(LogRecovered recovered)
    {
        if (recovered.Report is { } report)
        {
            _recovered++;
            _withRecords += report.LogEnd > report.LogStart ? 1 : 0;
            _scannedBytes += report.ScannedBytes;
            _cutBytes += report.CutBytes;
        }
        else
            _failed++;
        Forget(recovered.Id);
    }

    /// <summary>Its partition has ended.</summary>
    public void Forget(PartitionId id)
    {
        if (!_expected.Remove(id) || _expected.Count > 0 || _recovered + _failed == 0)
            return;

        logger.Info(
            "{Count} logs were recovered after an unclean stop, {WithRecords} of them with records: {Scanned} bytes were checked, {Cut} bytes of torn writes cut, {Failed} logs failed.",
            _recovered, _withRecords, _scannedBytes, _cutBytes, _failed);
        (_recovered, _withRecords, _failed, _scannedBytes, _cutBytes) = (0, 0, 0, 0, 0);
    }
}
