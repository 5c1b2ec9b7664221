using ActorBroker.Log.Compaction;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Epochs;
using ActorBroker.Log.Indexes;
using ActorBroker.Log.Producers;
using ActorBroker.Log.Segments;
using ActorBroker.Model;

namespace ActorBroker.Log.Inspection;

/// <summary>Checks all files of one replica's directory.</summary>
/// <param name="findings">Where to.</param>
/// <param name="directory">The directory.</param>
/// <param name="clean">What a checkpoint says of a log that was cleanly closed; null for any other, whose files count as far as they reach.</param>
internal sealed class ReplicaVerification(Findings findings, string directory, ReplicaState? clean)
{
    private readonly bool _allowGaps = findings.Disk.FileExists($"{directory}/{LoadedLog.GapsFile}");
    private SegmentListing _listing = null!;
    private LeaderEpochs _epochs = new();
    private CompactionCheckpoint _compaction = CompactionCheckpoint.None;

    public void Run()
    {
        findings.Replicas++;
        _listing = SegmentListing.Of(findings.Disk, directory);
        findings.InspectState(PathOf(LeaderEpochsFile.Name), clean is { } state && state.LogEnd > state.LogStart, LoadEpochs);
        findings.InspectState(PathOf(AbortedCountsFile.Name), isExpected: false, LoadAbortedCounts);
        findings.InspectState(PathOf(CompactionCheckpointFile.Name), isExpected: false, LoadCompaction);
        var history = new ProducerVerification(findings, directory, _listing, _allowGaps);
        var end = VerifySegments(history);
        history.Complete(end);
        VerifyEnds(end);
    }

    private (StateFileCondition Condition, int Entries) LoadEpochs()
    {
        var condition = LeaderEpochsFile.Load(findings.Disk, directory, out _epochs);
        return (condition, _epochs.Entries.Length);
    }

    private (StateFileCondition Condition, int Entries) LoadAbortedCounts()
    {
        var condition = AbortedCountsFile.Load(findings.Disk, directory, out var counts);
        return (condition, counts.Count);
    }

    private (StateFileCondition Condition, int Entries) LoadCompaction()
    {
        var condition = CompactionCheckpointFile.Load(findings.Disk, directory, out _compaction);
        return (condition, condition == StateFileCondition.Sound ? 1 : 0);
    }

    private Offset VerifySegments(ProducerVerification history)
    {
        var logs = _listing.Logs;
        var end = logs.Count == 0 ? Offset.Zero : logs[0].BaseOffset;
        if (clean is { } known && known.LogStart < known.LogEnd && (logs.Count == 0 || end > known.LogStart))
        {
            var missing = PathOf(SegmentFileName.Of(known.LogStart, SegmentFileName.Log));
            findings.Inspect(missing, file => file.Add(new FileDefect(0, $"The segment that holds the log's start {known.LogStart} is missing.")
            {
                First = known.LogStart,
                Next = logs.Count == 0 ? known.LogEnd : logs[0].BaseOffset,
            }));
        }

        for (var index = 0; index < logs.Count; index++)
        {
            var (baseOffset, _) = logs[index];
            if (clean is { } state && baseOffset > state.ActiveBase)
                break;

            var previous = end;
            var isRead = false;
            end = baseOffset;
            history.Begin(baseOffset);
            findings.InspectOpen(PathOf(SegmentFileName.Of(baseOffset, SegmentFileName.Log)), (file, log) =>
            {
                if (previous != baseOffset && !_allowGaps)
                {
                    var sentence = $"The segment begins at {baseOffset}, but offset {previous} is expected.";
                    file.Add(new FileDefect(0, sentence) { First = previous, Next = baseOffset });
                }

                end = VerifySegment(file, log, index, history);
                isRead = true;
            });
            findings.Segments++;
            if (!isRead)
                history.Lose();
        }

        return end;
    }

    private Offset VerifySegment(FileFindings file, ILogFile log, int index, ProducerVerification history)
    {
        var baseOffset = _listing.Logs[index].BaseOffset;
        var isActive = clean?.ActiveBase == baseOffset;
        var isLast = isActive || index + 1 == _listing.Logs.Count;
        var limit = isLast ? clean?.LogEnd ?? new Offset(long.MaxValue) : _listing.Logs[index + 1].BaseOffset;
        var bytes = isActive ? clean!.Value.ActiveBytes : int.MaxValue;
        var end = (int)Math.Min(bytes, file.Bytes);
        if (isActive && file.Bytes < bytes)
            file.Add(file.Bytes, $"The file ends, but the checkpoint says that it has {bytes} bytes.");

        var result = (End: baseOffset, IsSound: false);
        VerifyIndexes(baseOffset, indexes =>
        {
            var epochs = EpochView.Of(_epochs, clean is null ? KnownEpochsEnd() : new Offset(long.MaxValue));
            var first = new BatchExpectation(baseOffset, limit, _allowGaps, epochs);
            result = new SegmentVerification(findings, file, indexes, batch => history.Take(batch)).Run(log, end, first);
            indexes.Complete();
        });
        if (result.IsSound)
            history.End();
        else
            history.Lose();
        return result.End;
    }

    /// <summary>Up to where the epochs' file knows all epochs, when nobody says up to where it was flushed: the last start in it.</summary>
    private Offset KnownEpochsEnd() => _epochs.Entries.IsEmpty ? Offset.Zero : _epochs.Entries[^1].Start + 1;

    private void VerifyIndexes(Offset baseOffset, Action<IndexCheck> walk) =>
        findings.Inspect(PathOf(SegmentFileName.Of(baseOffset, SegmentFileName.OffsetIndex)), offsetFile =>
        {
            findings.Inspect(PathOf(SegmentFileName.Of(baseOffset, SegmentFileName.TimeIndex)), timeFile =>
            {
                using var indexes = new IndexCheck(
                    new IndexEntries(findings.Disk, offsetFile, IndexLayout.Offsets),
                    new IndexEntries(findings.Disk, timeFile, IndexLayout.Times),
                    baseOffset);
                walk(indexes);
            });
        });

    private void VerifyEnds(Offset end)
    {
        var path = PathOf(LeaderEpochsFile.Name);
        var logEnd = clean is { } known ? Offset.Max(end, known.LogEnd) : end;
        if (!_epochs.Entries.IsEmpty && _epochs.Entries[^1].Start > logEnd)
            findings.Inspect(path, file => file.Add(0, $"Epoch {_epochs.Latest} begins behind the log's end {logEnd}."));
        if (_compaction.CleanPoint > logEnd)
            findings.Inspect(PathOf(CompactionCheckpointFile.Name), file => file.Add(0, $"It says compacted up to {_compaction.CleanPoint}, behind the log's end {logEnd}."));
        if (clean is not { } state || end == state.LogEnd || state.LogEnd == state.LogStart || _allowGaps)
            return;

        var last = PathOf(SegmentFileName.Of(state.ActiveBase, SegmentFileName.Log));
        findings.Inspect(last, file => file.Add(new FileDefect(state.ActiveBytes, $"The log ends at {end}, but the checkpoint says {state.LogEnd}.")
        {
            First = end,
            Next = state.LogEnd,
        }));
    }

    private string PathOf(string name) => $"{directory}/{name}";
}
