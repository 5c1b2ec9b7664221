namespace ActorBroker.Wire.Generator.Descriptions;

/// <summary>
/// What a field means wherever its name occurs, so that no two messages say it differently: lines of <c>Name -- meaning</c>.
/// A field's own line may say more.
/// </summary>
internal sealed class TermList
{
    private readonly Dictionary<string, string> _meanings = [];

    public static readonly TermList Empty = new();

    private TermList()
    {
    }

    /// <summary>The meaning of a name, or nothing.</summary>
    public string Find(string name) => _meanings.TryGetValue(name, out var meaning) ? meaning : "";

    /// <exception cref="DescriptionException">The first line that is no term, or tells one again.</exception>
    public static TermList Parse(string text)
    {
        var terms = new TermList();
        var number = 0;
        foreach (var raw in text.Split('\n'))
            terms.ReadLine(raw.TrimEnd('\r', ' '), number++);
        return terms;
    }

    private void ReadLine(string text, int number)
    {
        if (text.Length == 0 || text[0] == '#')
            return;
        var line = new LineScanner(text, number);
        var place = line.Here;
        var name = line.TakeName("a field's name");
        line.Take("--");
        if (_meanings.ContainsKey(name))
            throw new DescriptionException(place, $"{name} is explained already");
        _meanings.Add(name, line.TakeRest());
    }
}
