namespace ActorBroker.Machines.Tests.Cluster;

/// <summary>Messages under way, in no order. They are lost, doubled and overtaken at will, and between nodes that are cut off they do not pass.</summary>
internal sealed class ClusterNetwork(Random random)
{
    private const int MessagesMax = 48;

    private readonly List<ClusterMessage> _underWay = [];
    private int _cutOff;

    public int Count => _underWay.Count;

    /// <summary>How many were lost, beside those that were to cross a cut.</summary>
    public long Lost { get; private set; }

    /// <summary>How many arrived twice.</summary>
    public long Doubled { get; private set; }

    /// <summary>How many met a cut.</summary>
    public long CutOff { get; private set; }

    /// <summary>Sends a message; when too many are under way, one of them is lost.</summary>
    public void Send(ClusterMessage message)
    {
        if (_underWay.Count == MessagesMax)
            Lose();
        _underWay.Add(message);
    }

    /// <summary>Takes any message; null when it was lost at a cut.</summary>
    public ClusterMessage? Take()
    {
        var message = RemoveAt(random.Next(_underWay.Count));
        if (!IsCut(message))
            return message;
        CutOff++;
        return null;
    }

    /// <summary>Takes the message that was sent first.</summary>
    public ClusterMessage TakeFirst()
    {
        var message = _underWay[0];
        _underWay.RemoveAt(0);
        return message;
    }

    /// <summary>Loses any message.</summary>
    public void Lose()
    {
        Lost++;
        RemoveAt(random.Next(_underWay.Count));
    }

    /// <summary>Any message will arrive once more.</summary>
    public void Double()
    {
        Doubled++;
        Send(_underWay[random.Next(_underWay.Count)]);
    }

    /// <summary>From now on nothing passes between these nodes, a bit for each, and the others.</summary>
    public void Cut(int nodes) => _cutOff = nodes;

    /// <summary>From now on all passes.</summary>
    public void Heal() => _cutOff = 0;

    private bool IsCut(ClusterMessage message) => ((_cutOff >> message.From) & 1) != ((_cutOff >> message.To) & 1);

    private ClusterMessage RemoveAt(int index)
    {
        var message = _underWay[index];
        _underWay[index] = _underWay[^1];
        _underWay.RemoveAt(_underWay.Count - 1);
        return message;
    }
}
