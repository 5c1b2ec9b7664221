using System.Collections.Immutable;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Directories;

/// <summary>A log directory in random use, and beside it what it should hold after each step, with the disk's change at which the step ended.</summary>
internal sealed class DirectoryRun
{
    private const int Partitions = 4;

    private readonly Random _random;
    private readonly Dictionary<int, PartitionLog> _open = [];
    private readonly List<(int Change, string Step, ImmutableDictionary<int, ModelReplica> Replicas)> _history = [];
    private ImmutableDictionary<int, ModelReplica> _replicas = ImmutableDictionary<int, ModelReplica>.Empty;
    private LogDirectory _directory;
    private int _values;

    public DirectoryRun(Random random)
    {
        _random = random;
        _directory = TestDirectory.Open(Disk);
        Remember("open");
    }

    public MemoryDisk Disk { get; } = new(keepsHistory: true);

    public int FirstChange => _history[0].Change;

    /// <summary>Does one random thing.</summary>
    public void Step()
    {
        var partition = _random.Next(Partitions);
        var step = _random.Next(40) switch
        {
            0 => StopAndOpen(),
            1 => EndProcessAndOpen(),
            2 or 3 => Checkpoint(),
            _ when !_replicas.ContainsKey(partition) => Create(partition),
            _ when !_open.ContainsKey(partition) => Open(partition),
            4 => Delete(partition),
            5 or 6 => Close(partition),
            7 or 8 => Truncate(partition),
            9 or 10 => MoveStart(partition),
            < 18 => Flush(partition, checkpoint: false),
            < 22 => Settle(partition),
            _ => Append(partition),
        };
        Remember(step);
    }

    /// <summary>What held when the last step before this change of the disk ended, and what held after the next one.</summary>
    public (ImmutableDictionary<int, ModelReplica> Before, ImmutableDictionary<int, ModelReplica> After) At(int change)
    {
        var index = IndexOf(change);
        return (_history[index].Replicas, _history[Math.Min(index + 1, _history.Count - 1)].Replicas);
    }

    /// <summary>The steps up to this change, and the one that it fell into.</summary>
    public string StoryUntil(int change) => string.Join('\n', _history.Take(IndexOf(change) + 2).Select(step => $"{step.Change}: {step.Step}"));

    private int IndexOf(int change) => _history.FindLastIndex(step => step.Change <= change);

    private void Remember(string step) => _history.Add((Disk.ChangeCount, step, _replicas));

    private void Update(int partition, Func<ModelReplica, ModelReplica> change) =>
        _replicas = _replicas.SetItem(partition, change(_replicas[partition]));

    private string Create(int partition)
    {
        _open.Add(partition, TestDirectory.Create(_directory, partition));
        _replicas = _replicas.Add(partition, ModelReplica.New);
        return $"create {partition}";
    }

    private string Open(int partition)
    {
        var opened = TestDirectory.OpenLog(_directory, partition);
        _open.Add(partition, opened.Log);
        if (opened.Recovery is not null)
            Update(partition, replica => replica.Flushed());
        return $"open {partition}, recovered: {opened.Recovery is not null}";
    }

    private string Append(int partition)
    {
        var values = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => $"v{_values++}").ToList();
        TestDirectory.Append(_open[partition], values);
        Update(partition, replica => replica.Append(values));
        return $"append to {partition}";
    }

    private string Flush(int partition, bool checkpoint)
    {
        TestDirectory.Flush(_open[partition], checkpoint);
        Update(partition, replica => replica.Flushed());
        return $"flush {partition}, checkpoint: {checkpoint}";
    }

    private string Settle(int partition)
    {
        var step = Flush(partition, checkpoint: _random.Next(4) != 0);
        _directory.Settle(_open[partition]);
        return step + ", settle";
    }

    private string Truncate(int partition)
    {
        var replica = _replicas[partition];
        var ends = replica.BatchEnds.Where(end => end >= replica.Start).ToList();
        if (ends.Count == 0)
            return "nothing to cut";

        var end = ends[_random.Next(ends.Count)];
        Assert.Equal(end, _open[partition].Truncate(new Offset(end)).Value);
        Update(partition, one => one.CutTo(end));
        return $"truncate {partition} to {end}";
    }

    private string MoveStart(int partition)
    {
        var start = _random.Next(_replicas[partition].Start, _replicas[partition].End + 1);
        _open[partition].SetHighWatermark(_open[partition].State.LogEnd);
        _open[partition].MoveStart(new Offset(start));
        Update(partition, replica => replica.StartAt(start));
        return $"move start of {partition} to {start}";
    }

    private string Close(int partition)
    {
        _open.Remove(partition, out var log);
        _directory.CloseLog(log!);
        return $"close {partition}, dirty: {log!.IsDirty}";
    }

    private string Delete(int partition)
    {
        Close(partition);
        _directory.Delete(TestDirectory.Partition(partition));
        _replicas = _replicas.Remove(partition);
        if (_random.Next(2) == 0)
            _directory.Sweep();
        return $"delete {partition}";
    }

    private string Checkpoint()
    {
        _directory.Checkpoint();
        return "checkpoint";
    }

    private string StopAndOpen()
    {
        foreach (var partition in _open.Keys.ToList())
        {
            if (_random.Next(3) != 0)
                Flush(partition, checkpoint: true);
            Close(partition);
        }

        var isClean = _directory.Stop();
        _directory = TestDirectory.Open(Disk);
        Assert.Equal(isClean, _directory.WasClean);
        return $"stop, clean: {isClean}";
    }

    private string EndProcessAndOpen()
    {
        _open.Clear();
        _directory.Dispose();
        _directory = TestDirectory.Open(Disk);

        // Replicas that were made and never written to are forgotten, unless a checkpoint knows them.
        _replicas = _replicas.RemoveRange(_replicas.Keys.Where(one => !_directory.Contains(TestDirectory.Partition(one))));
        return "end of the process";
    }
}
