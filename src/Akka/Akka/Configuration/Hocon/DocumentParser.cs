namespace Akka.Configuration.Hocon;

/// <summary>
/// Turns one text into an object. Grammar: <c>https://github.com/lightbend/config/blob/main/HOCON.md</c>. Substitutions stay
/// references; included files are read here.
/// </summary>
internal sealed class DocumentParser(TextCursor cursor, IncludeReader includes)
{
    /// <summary>How deep objects, arrays and the keys of paths may be nested, so that no text exhausts the stack.</summary>
    public const int DepthMax = 256;

    private int _depth;

    public ObjectNode ParseDocument()
    {
        cursor.SkipToContent();
        if (cursor.Current == '[')
            throw cursor.Expected("an object or a key at the root of a configuration");

        var start = cursor.Here;
        var isBraced = cursor.TryTake("{");
        var root = new ObjectNode(start);
        ParseFields(root, []);
        if (isBraced)
            Close("}", start);
        cursor.SkipToContent();
        return cursor.AtEnd ? root : throw cursor.Expected(isBraced ? "the end of the text after the root object" : "a key");
    }

    // A scope is the path of keys to the object that is being read; null inside arrays, where no path leads.
    private void ParseFields(ObjectNode target, string[]? scope)
    {
        cursor.SkipToContent();
        while (!cursor.AtEnd && cursor.Current != '}')
        {
            ParseField(target, scope);
            if (!PassSeparator("}"))
                return;
        }
    }

    private void ParseField(ObjectNode target, string[]? scope)
    {
        if (includes.TryRead(cursor, scope ?? [], out var included))
        {
            target.Absorb(included);
            return;
        }

        var origin = cursor.Here;
        var path = KeyPath.ReadKey(cursor);
        var isAppend = cursor.TryTake("+=");
        if (!isAppend && !cursor.TryTake(":") && !cursor.TryTake("=") && cursor.Current != '{')
            throw cursor.Expected($"':', '=', '+=' or '{{' after the key '{KeyPath.Render(path)}'");

        Enter(path.Length, origin);
        string[]? inner = scope is null ? null : [.. scope, .. path];
        var value = ParseValue(inner);
        _depth -= path.Length;
        target.Put(path, isAppend ? Append(origin, inner, value) : value);
    }

    // key += value  means  key = ${?key} [value]
    private static ConcatenationNode Append(Origin origin, string[]? path, Node value)
    {
        if (path is null)
            throw origin.Error("expected ':' or '=', found '+=', which cannot be used inside an array");

        return new ConcatenationNode(origin, [new ReferenceNode(origin, path, [], isOptional: true), new ArrayNode(origin, [value])]);
    }

    private Node ParseValue(string[]? scope)
    {
        cursor.SkipToContent();
        var pieces = new List<Node>();
        while (true)
        {
            var blanksOrigin = cursor.Here;
            var blanks = cursor.TakeBlanks();
            if (cursor.AtEnd || cursor.AtComment || cursor.Current is '\n' or ',' or '}' or ']')
                return pieces.Count > 0 ? Concatenation.Of(pieces) : throw cursor.Expected("a value");
            if (blanks.Length > 0)
                pieces.Add(new LiteralNode(blanksOrigin, blanks, LiteralStyle.Blank));
            pieces.Add(ParsePiece(scope));
        }
    }

    private Node ParsePiece(string[]? scope)
    {
        var origin = cursor.Here;
        switch (cursor.Current)
        {
            case '{':
                return ParseObject(scope);
            case '[':
                return ParseArray();
            case '"':
                return new LiteralNode(origin, LiteralReader.ReadQuoted(cursor), LiteralStyle.Quoted);
            case '$' when cursor.Ahead("${"):
                return ParseReference();
            default:
                return cursor.AtUnquoted
                    ? new LiteralNode(origin, LiteralReader.ReadUnquoted(cursor), LiteralStyle.Unquoted)
                    : throw cursor.Expected("a value (a text with this character must be quoted)");
        }
    }

    private ObjectNode ParseObject(string[]? scope)
    {
        var start = cursor.Here;
        cursor.Advance();
        Enter(1, start);
        var node = new ObjectNode(start);
        ParseFields(node, scope);
        Close("}", start);
        _depth--;
        return node;
    }

    private ArrayNode ParseArray()
    {
        var start = cursor.Here;
        cursor.Advance();
        Enter(1, start);
        var items = new List<Node>();
        cursor.SkipToContent();
        while (!cursor.AtEnd && cursor.Current != ']')
        {
            items.Add(ParseValue(scope: null));
            if (!PassSeparator("]"))
                break;
        }

        Close("]", start);
        _depth--;
        return new ArrayNode(start, items);
    }

    private ReferenceNode ParseReference()
    {
        var origin = cursor.Here;
        cursor.Advance(2);
        var isOptional = cursor.TryTake("?");
        var path = KeyPath.ReadKey(cursor);
        return cursor.TryTake("}")
            ? new ReferenceNode(origin, path, [], isOptional)
            : throw cursor.Expected("the '}' of the substitution");
    }

    // Elements are separated by a comma or a line end; true if another may follow.
    private bool PassSeparator(string close)
    {
        var isNewLine = cursor.SkipToContent();
        if (cursor.TryTake(","))
        {
            cursor.SkipToContent();
            return true;
        }

        if (cursor.AtEnd || cursor.Ahead(close))
            return false;
        return isNewLine ? true : throw cursor.Expected($"',', a new line or '{close}'");
    }

    private void Close(string close, Origin start)
    {
        if (!cursor.TryTake(close))
            throw cursor.Expected($"the '{close}' that closes line {start.Line}, column {start.Column}");
    }

    private void Enter(int levels, Origin origin)
    {
        _depth += levels;
        if (_depth > DepthMax)
            throw origin.Error($"expected at most {DepthMax} nested objects, arrays and keys");
    }
}
