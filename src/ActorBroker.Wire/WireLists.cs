namespace ActorBroker.Wire;

/// <summary>What only lists of structs can do.</summary>
public static class WireLists
{
    /// <summary>Adds an element with all defaults, and gives it: one that was left by a clearing, or else a new one.</summary>
    public static T AddNew<T>(this WireList<T> list)
        where T : class, IWireElement, new()
    {
        if (list.AddKept() is { } kept)
        {
            kept.Clear();
            return kept;
        }

        var added = new T();
        list.Add(added);
        return added;
    }
}
