using ActorBroker.Log.Epochs;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Epochs;

/// <summary>The slow, obvious way: one epoch written down for every offset of a log, without any list of starts.</summary>
internal sealed class EpochPerOffset
{
    private readonly List<int> _epochs = [];
    private int _start;
    private int _lastEpoch;
    private int _epochOfEmptyLog = -1;

    /// <summary>Makes one random change to the log, and tells the list what a log would tell it.</summary>
    public void ChangeBoth(LeaderEpochs epochs, Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                Truncate(random.Next(_start, _epochs.Count + 1));
                epochs.TruncateFromEnd(new Offset(_epochs.Count));
                break;
            case 1:
                MoveStart(random.Next(_start, _epochs.Count + 1));
                epochs.TruncateFromStart(new Offset(_start));
                break;
            default:
                _lastEpoch += random.Next(3);
                Append(random.Next(1, 6), epochs);
                break;
        }
    }

    public void AssertAgrees(LeaderEpochs epochs, string context)
    {
        for (var offset = _start; offset < _epochs.Count; offset++)
            Assert.True(_epochs[offset] == epochs.EpochAt(new Offset(offset)).Value, $"epoch at {offset}, {context}");
        if (_start == _epochs.Count)
        {
            Assert.True(_epochOfEmptyLog == epochs.Latest.Value, $"latest of the empty log, {context}");
            return;
        }

        for (var requested = 0; requested <= _lastEpoch + 1; requested++)
        {
            var expected = EndOf(requested);
            var actual = epochs.EndOffsetFor(new LeaderEpoch(requested), new Offset(_epochs.Count));
            Assert.True(expected == (actual.Epoch.Value, actual.End.Value), $"end of {requested}: {expected}, {actual}, {context}");
        }
    }

    private (int Epoch, long End) EndOf(int requested)
    {
        var end = _start;
        while (end < _epochs.Count && _epochs[end] <= requested)
            end++;
        return (end == _start ? requested : _epochs[end - 1], end);
    }

    private void Append(int count, LeaderEpochs epochs)
    {
        for (var appended = 0; appended < count; appended++)
        {
            epochs.Assign(new LeaderEpoch(_lastEpoch), new Offset(_epochs.Count));
            _epochs.Add(_lastEpoch);
        }
    }

    private void Truncate(int end)
    {
        if (end == _start)
            _epochOfEmptyLog = -1;
        _epochs.RemoveRange(end, _epochs.Count - end);
    }

    private void MoveStart(int start)
    {
        if (start == _epochs.Count && start > _start)
            _epochOfEmptyLog = _epochs[^1];
        _start = start;
    }
}
