using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Directories;

/// <summary>A journal in random use, and beside it plain notes of what it has promised at each change of the disk.</summary>
internal sealed class DirtyJournalRun
{
    private readonly Random _random;
    private readonly DirtyJournal _journal;
    private readonly HashSet<PartitionId> _named = [];
    private readonly HashSet<(PartitionId, DirtyNote)> _everSaid = [];
    private readonly List<(int Change, PartitionId[] Promised)> _promises = [];

    public DirtyJournalRun(Random random)
    {
        _random = random;
        Disk.CreateDirectory("/log");
        Disk.FlushDirectory("/");
        _journal = DirtyJournal.Create(Disk, "/log", previous: 0, DirtyJournalTests.Notes());
        FirstChange = Disk.ChangeCount;
        _promises.Add((FirstChange, []));
    }

    public MemoryDisk Disk { get; } = new(keepsHistory: true);

    public int FirstChange { get; }

    public void Step()
    {
        switch (_random.Next(8))
        {
            case 0:
                _journal.Flush();
                Promise([.. _named]);
                break;
            case 1:
                Rewrite();
                break;
            default:
                var partition = DirtyJournalTests.Partition(_random.Next(60));
                var note = _random.Next(8) == 0 ? DirtyNote.Deleted : new DirtyNote(new Offset(_random.Next(2)), new Offset(_random.Next(3)));
                _journal.Note(partition, note);
                _named.Add(partition);
                _everSaid.Add((partition, note));
                break;
        }
    }

    /// <summary>The logs that must be found after a crash right after this change.</summary>
    public PartitionId[] MustBeNamed(int change) => _promises.Last(promise => promise.Change <= change).Promised;

    public bool WasEverSaid(KeyValuePair<PartitionId, DirtyNote> said) => _everSaid.Contains((said.Key, said.Value));

    private void Rewrite()
    {
        var clean = _named.Where(_ => _random.Next(2) == 0).ToArray();
        _named.ExceptWith(clean);

        // From the first change of the rewrite on, only those that stay are promised, as far as they were before.
        var before = _promises[^1].Promised;
        Promise([.. before.Except(clean)]);
        var ticket = _journal.Ticket;
        _journal.Rewrite(clean.Select(partition => new DirtySettlement(partition, ticket, null)));
        Promise([.. _named]);
    }

    private void Promise(PartitionId[] promised) => _promises.Add((Disk.ChangeCount, promised));
}
