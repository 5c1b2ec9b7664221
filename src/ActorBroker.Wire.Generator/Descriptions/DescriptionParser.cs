namespace ActorBroker.Wire.Generator.Descriptions;

/// <summary>
/// Reads a file of descriptions. Lines count by their indentation, two spaces a level: <c>api</c> and <c>data</c> begin at the margin,
/// so do <c>request</c> and <c>response</c> below an <c>api</c>; fields follow, and below a field the fields of its struct.
/// </summary>
internal sealed class DescriptionParser
{
    private const int SpacesPerLevel = 2;

    private readonly List<MessageDescription> _messages = [];

    /// <summary>The structs that are open, by the level of their fields; the message's body is the first.</summary>
    private readonly List<StructDescription> _open = [];

    private MessageDescription? _api;
    private MessageDescription? _message;
    private StructDescription? _headed;

    private DescriptionParser()
    {
    }

    /// <summary>The messages of a file, each checked.</summary>
    /// <exception cref="DescriptionException">The first mistake.</exception>
    public static IReadOnlyList<MessageDescription> Parse(string text, TermList terms)
    {
        var parser = new DescriptionParser();
        var number = 0;
        foreach (var line in text.Split('\n'))
            parser.ReadLine(line.TrimEnd('\r', ' '), number++);
        foreach (var message in parser._messages)
            DescriptionRules.Complete(message, terms);
        return parser._messages;
    }

    private void ReadLine(string text, int number)
    {
        var content = text.TrimStart(' ');
        if (content.Length == 0 || content[0] == '#')
            return;

        var line = new LineScanner(text, number);
        var spaces = text.Length - content.Length;
        if (spaces % SpacesPerLevel != 0)
            throw new DescriptionException(line.Here, $"a line begins after {spaces} spaces; a level has {SpacesPerLevel}");

        var level = spaces / SpacesPerLevel;
        if (line.TryTake("--"))
            ReadMeaning(line);
        else if (level == 0)
            ReadHead(line);
        else
            ReadMember(line, level);
    }

    private void ReadMeaning(LineScanner line)
    {
        if (_headed is null)
            throw new DescriptionException(line.Here, "a meaning stands below the line of an api, a data or a struct");
        _headed.Meaning = (_headed.Meaning + " " + line.TakeRest()).Trim();
    }

    private void ReadHead(LineScanner line)
    {
        var place = line.Here;
        _open.Clear();
        switch (line.TakeName("'api', 'request', 'response' or 'data'"))
        {
            case "api":
                _message = null;
                _api = ReadVersions(line, new(MessageRole.Request, line.TakeName("the API's name"), new(place, "")) { Key = line.TakeNumber("the API's key") });
                _headed = _api.Body;
                break;
            case "data":
                Begin(ReadData(line, place));
                break;
            case "request":
                Begin(PartOfApi(place, MessageRole.Request, "Request"));
                break;
            case "response":
                Begin(PartOfApi(place, MessageRole.Response, "Response"));
                break;
            case var other:
                throw new DescriptionException(place, $"no description begins with '{other}'");
        }

        if (!line.IsAtEnd)
            throw new DescriptionException(line.Here, "nothing more is expected on this line");
    }

    private static MessageDescription ReadData(LineScanner line, SourcePlace place)
    {
        var name = line.TakeName("the message's name");
        var key = line.TryTake("type") ? line.TakeNumber("the type of the record") : -1;
        return ReadVersions(line, new(MessageRole.Data, name, new(place, name)) { Key = key });
    }

    private static MessageDescription ReadVersions(LineScanner line, MessageDescription message)
    {
        line.Take("versions");
        message.Versions = line.TakeVersions();
        if (line.TryTake("flexible"))
            message.Flexible = line.TakeVersions().Intersect(message.Versions);
        return message;
    }

    private MessageDescription PartOfApi(SourcePlace place, MessageRole role, string suffix)
    {
        if (_api is null)
            throw new DescriptionException(place, "a request and a response stand below the line of their api");
        return new MessageDescription(role, _api.Name, new(place, _api.Name + suffix) { Meaning = _api.Body.Meaning })
        {
            Key = _api.Key,
            Versions = _api.Versions,
            Flexible = _api.Flexible,
        };
    }

    private void Begin(MessageDescription message)
    {
        _messages.Add(message);
        _message = message;
        _open.Add(message.Body);
        _headed = message.Body;
    }

    private void ReadMember(LineScanner line, int level)
    {
        if (_message is null || level > _open.Count)
            throw new DescriptionException(line.Here, "this line is indented deeper than anything that could hold it");

        _open.RemoveRange(level, _open.Count - level);
        _headed = null;
        if (level == 1 && line.TryTake("struct "))
        {
            _headed = new StructDescription(line.Here, line.TakeName("the struct's name"));
            _open.Add(_headed);
            return;
        }

        var field = FieldLine.Read(line);
        AddTo(_open[level - 1], _message, field);
        if (field.Type.StructInside is { Length: > 0 } name)
            _open.Add(new StructDescription(field.Place, name) { Meaning = field.Meaning });
    }

    // A struct counts from its first field on: a field of a struct that is described elsewhere has no fields below it.
    private static void AddTo(StructDescription owner, MessageDescription message, FieldDescription field)
    {
        if (owner.Fields.Count == 0 && owner != message.Body)
        {
            if (message.FindStruct(owner.Name) is not null)
                throw new DescriptionException(owner.Place, $"the struct {owner.Name} is described twice");
            message.Structs.Add(owner);
        }

        owner.Fields.Add(field);
    }
}
