using System.Collections.Immutable;
using ActorBroker.Model;

namespace ActorBroker.Machines.Replication;

/// <summary>
/// Since when each follower of one leader is behind. One that keeps pace is never behind for long, although new records come all the time: it
/// counts from the last moment at which it had acknowledged all that the leader had when it was heard before (KIP-16).
/// </summary>
/// <remarks>Immutable; begun anew in each leader epoch. Time is any clock that only goes forward.</remarks>
public sealed record FollowerLag
{
    private readonly ImmutableArray<Entry> _entries;

    private FollowerLag(ImmutableArray<Entry> entries) => _entries = entries;

    /// <summary>Begins: nobody was heard yet, and everybody is behind from now on.</summary>
    public static FollowerLag Begin(ImmutableArray<BrokerId> followers, DateTimeOffset now) =>
        new([.. followers.Select(follower => new Entry(follower, Offset.None, now, Offset.None, now))]);

    /// <summary>The log grew: who had acknowledged all until now is behind from now on.</summary>
    /// <param name="logEnd">The leader's log end before.</param>
    /// <param name="now">When.</param>
    public FollowerLag Grew(Offset logEnd, DateTimeOffset now) => _entries.Any(entry => entry.Acknowledged >= logEnd)
        ? new FollowerLag([.. _entries.Select(entry => entry.Acknowledged >= logEnd ? entry with { BehindSince = now } : entry)])
        : this;

    /// <summary>A follower acknowledged.</summary>
    /// <param name="follower">Who; one that was not there at the beginning is added.</param>
    /// <param name="acknowledged">Up to where.</param>
    /// <param name="logEnd">The leader's log end now.</param>
    /// <param name="now">When.</param>
    public FollowerLag Acknowledged(BrokerId follower, Offset acknowledged, Offset logEnd, DateTimeOffset now)
    {
        var index = IndexOf(follower);
        var before = index < 0 ? new Entry(follower, Offset.None, now, Offset.None, now) : _entries[index];
        var since = before.EndThen != Offset.None && acknowledged >= before.EndThen ? before.HeardAt : before.BehindSince;
        var heard = new Entry(follower, acknowledged, since, logEnd, now);
        return new FollowerLag(index < 0 ? _entries.Add(heard) : _entries.SetItem(index, heard));
    }

    /// <summary>Those that have not all that the leader has, and were behind for longer than <paramref name="lagMax"/>.</summary>
    public ImmutableArray<BrokerId> Behind(Offset logEnd, DateTimeOffset now, TimeSpan lagMax) =>
        [.. _entries.Where(entry => entry.Acknowledged < logEnd && now - entry.BehindSince > lagMax).Select(entry => entry.Follower)];

    private int IndexOf(BrokerId follower)
    {
        for (var index = 0; index < _entries.Length; index++)
        {
            if (_entries[index].Follower == follower)
                return index;
        }

        return -1;
    }

    // EndThen: the leader's log end when the follower was heard last, at HeardAt.
    private readonly record struct Entry(
        BrokerId Follower, Offset Acknowledged, DateTimeOffset BehindSince, Offset EndThen, DateTimeOffset HeardAt);
}
