using ActorBroker.Machines.Groups;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Groups;

/// <summary>
/// What clients saw, and what must hold of it: a member is assigned one thing in a generation, nothing is assigned to two, and who commits is of the
/// newest generation that anybody was told of, under the newest id of its name. Begins anew when the coordinator dies.
/// </summary>
internal sealed class GroupHistory
{
    private readonly Dictionary<(int Generation, string Member), string> _assignments = [];
    private readonly Dictionary<(int Generation, string Assignment), string> _owners = [];
    private readonly Dictionary<string, string> _newestIds = [];
    private int _newest;

    /// <summary>How often somebody was fenced, and how often a commit was taken.</summary>
    public (int Fenced, int Taken) Commits { get; private set; }

    public void OnCrash()
    {
        _assignments.Clear();
        _owners.Clear();
        _newestIds.Clear();
        _newest = 0;
    }

    public void OnJoined(JoinReply joined, string? instance)
    {
        _newest = Math.Max(_newest, joined.Generation);
        if (instance is not null)
            _newestIds[instance] = joined.MemberId;
    }

    public void OnAssigned(int generation, string member, string assignment)
    {
        // Nothing assigned is no assignment: a member that the leader did not know of.
        if (assignment.Length == 0)
            return;
        Assert.True(_assignments.TryAdd((generation, member), assignment) || _assignments[(generation, member)] == assignment, $"{member} has two assignments in {generation}");
        Assert.True(_owners.TryAdd((generation, assignment), member) || _owners[(generation, assignment)] == member || IsReplaced(generation, assignment), $"{assignment} is assigned to two in {generation}");
        _owners[(generation, assignment)] = member;
    }

    public ErrorCode Commit(TestGroup group, string memberId, int generation, string? instance)
    {
        var records = group.Log.Count;
        var commit = group.Send(TestGroup.Committing(memberId, generation, instance: instance));
        group.KeepAll();
        var reply = group.Reply<OffsetsReply>(commit);
        var error = reply.Errors is [var first, ..] ? first : reply.Error;
        if (error == ErrorCode.None)
        {
            Assert.Contains(group.Log.Skip(records), record => record is OffsetWritten);
            Assert.True(generation >= _newest || generation < 0, $"{memberId} commits in {generation}, but {_newest} has begun");
            Assert.True(instance is null || generation < 0 || _newestIds.GetValueOrDefault(instance, memberId) == memberId, $"{memberId} commits, but was replaced");
        }

        Commits = (Commits.Fenced + (error == ErrorCode.None ? 0 : 1), Commits.Taken + (error == ErrorCode.None ? 1 : 0));
        return error;
    }

    /// <summary>A static member that came back has the assignment of the one before.</summary>
    private bool IsReplaced(int generation, string assignment) => !_newestIds.ContainsValue(_owners[(generation, assignment)]);
}
