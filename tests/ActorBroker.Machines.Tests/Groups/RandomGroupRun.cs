using ActorBroker.Machines.Groups;

namespace ActorBroker.Machines.Tests.Groups;

/// <summary>One random schedule of a group; everything follows from the seed. The group's invariants are checked after each decision.</summary>
internal sealed class RandomGroupRun
{
    private const int MembersMax = 6;
    private const int TurnsToSettle = 600;

    private readonly Random _random;
    private readonly List<SimulatedMember> _members = [];
    private int _numbers;

    public RandomGroupRun(int seed)
    {
        _random = new Random(seed);
        Group = new TestGroup(new GroupOptions
        {
            InitialRebalanceDelay = TimeSpan.FromSeconds(_random.Next(2) * 3),
            SizeMax = _random.Next(3) == 0 ? 4 : 100,
        })
        {
            KeepsAtOnce = false,
        };
    }

    public TestGroup Group { get; }

    public GroupHistory History { get; } = new();

    public List<string> Steps { get; } = [];

    /// <summary>One random step.</summary>
    public void Step()
    {
        var member = _members.Count == 0 ? null : _members[_random.Next(_members.Count)];
        var choice = _random.Next(100);
        if (choice < 8 || member is null)
            Note("start", Start);
        else if (choice < 14)
            Note($"commit as before {member.Id}", member.CommitAsBefore);
        else if (choice < 70)
            Note($"act {member.Id}", () => member.Act(_random));
        else if (choice < 82)
            Note("keep", Group.KeepAll);
        else if (choice < 90)
            Note("pass", () => Group.Pass(TimeSpan.FromMilliseconds(_random.Next(4_000))));
        else if (choice < 92)
            Note("long silence", () => Group.Pass(TimeSpan.FromSeconds(_random.Next(90))));
        else if (choice < 94)
            Note($"disconnect {member.Id}", member.Disconnect);
        else if (choice < 96)
            Note($"restart {member.Id}", member.Restart);
        else if (choice < 97)
            Note($"leave {member.Id}", member.Leave);
        else if (choice < 98)
            Note($"rejoin {member.Id}", member.Rejoin);
        else if (choice < 99)
            Note($"die {member.Id}", () => _members.Remove(member));
        else
            Note("crash", Crash);
    }

    /// <summary>No more faults: everybody who lives is soon a member of one generation, with an assignment of its own, and no request is left unanswered.</summary>
    public void Settle()
    {
        _members.RemoveRange(Math.Min(_members.Count, 4), Math.Max(0, _members.Count - 4));
        for (var turn = 0; turn < TurnsToSettle && !IsSettled; turn++)
        {
            foreach (var member in _members)
                member.Act(_random);
            Group.KeepAll();
            Group.Pass(TimeSpan.FromSeconds(1));
        }

        Assert.True(IsSettled, $"{Group.State.Phase} with {string.Join(", ", Group.State.Members.Keys)}, generation {Group.State.Generation}, {Group.Open.Count} open");
        Assert.Equal(_members.Count == 0 ? GroupPhase.Empty : GroupPhase.Stable, Group.State.Phase);
        Assert.Equal(_members.Count, _members.Select(member => member.Assignment).Distinct().Count());
    }

    private bool IsSettled => Group.Open.Count == 0 && Group.State.Phase is GroupPhase.Stable or GroupPhase.Empty && Group.State.Members.Count == _members.Count
        && _members.All(member => member.HasAssignment && member.Generation == Group.State.Generation);

    private void Note(string what, Action act)
    {
        Steps.Add(what);
        act();
    }

    private void Start()
    {
        if (_members.Count == MembersMax)
            return;

        var number = _numbers++;
        var instance = _random.Next(3) > 0 ? null : $"instance {_random.Next(3)}";
        if (instance is not null && _members.Any(member => member.Instance == instance))
            return;
        _members.Add(new SimulatedMember(Group, History, number, instance));
    }

    private void Crash()
    {
        Group.Crash();
        History.OnCrash();
        foreach (var member in _members)
            member.Disconnect();
    }
}
