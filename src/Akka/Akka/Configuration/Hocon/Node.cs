namespace Akka.Configuration.Hocon;

/// <summary>
/// One node of a parsed configuration. A node is never changed once its document is parsed, so trees share nodes freely.
/// Literals, arrays and objects are values; references, concatenations and stacks must be resolved to become one.
/// </summary>
internal abstract class Node(Origin origin)
{
    public Origin Origin { get; } = origin;

    /// <summary>What the node is, in the words of error messages.</summary>
    public abstract string Kind { get; }

    /// <summary>The kind with its article.</summary>
    public string AKind => (Kind[0] is 'a' or 'o' ? "an " : "a ") + Kind;

    /// <summary>Whether only resolution tells what the node is, so that what lies below it must be kept.</summary>
    public virtual bool IsDeferred => false;

    /// <summary>
    /// <paramref name="top"/> laid over <paramref name="below"/>: objects merge key by key, any other value hides what is
    /// below, and what is not yet resolved is stacked.
    /// </summary>
    public static Node Merge(Node top, Node below)
    {
        switch (top)
        {
            case StackNode stack:
                return stack.FromTheTop().Reverse().Aggregate(below, (merged, node) => Merge(node, merged));
            case ObjectNode upper:
                if (below is ObjectNode lower)
                    return ObjectNode.Merge(upper, lower);
                if (below is StackNode { Top: ObjectNode first } deeper)
                    return new StackNode(ObjectNode.Merge(upper, first), deeper.Below);
                return below.IsDeferred ? new StackNode(upper, below) : upper;
            default:
                return top.IsDeferred ? new StackNode(top, below) : top;
        }
    }
}

/// <summary>A string, number, boolean or null: text whose type the reader of the key decides.</summary>
internal sealed class LiteralNode(Origin origin, string text, LiteralStyle style) : Node(origin)
{
    public string Text { get; } = text;

    public LiteralStyle Style { get; } = style;

    public bool IsNull => Style == LiteralStyle.Unquoted && Text == "null";

    public override string Kind => Style == LiteralStyle.Quoted ? "string" : LiteralText.KindOf(Text);
}

/// <summary>How a literal was written, which decides whether <c>null</c> is nothing or a word, and which blanks count.</summary>
internal enum LiteralStyle
{
    Unquoted,
    Quoted,
    Blank,
}

/// <summary>A list of values.</summary>
internal sealed class ArrayNode(Origin origin, IReadOnlyList<Node> items) : Node(origin)
{
    public IReadOnlyList<Node> Items { get; } = items;

    public override string Kind => "array";
}

/// <summary>A substitution <c>${path}</c> or <c>${?path}</c>.</summary>
/// <param name="origin">Where it was written.</param>
/// <param name="path">What it asks for, as written: also the name of the environment variable it falls back to.</param>
/// <param name="scope">The keys under which the including file included this one; tried first, before the root.</param>
/// <param name="isOptional">Whether it may be undefined.</param>
internal sealed class ReferenceNode(Origin origin, string[] path, string[] scope, bool isOptional) : Node(origin)
{
    public string[] Path { get; } = path;

    public string[] Scope { get; } = scope;

    public bool IsOptional { get; } = isOptional;

    public string Expression => (IsOptional ? "${?" : "${") + KeyPath.Render(Path) + "}";

    public override string Kind => "substitution";

    public override bool IsDeferred => true;
}

/// <summary>Several values written side by side, at least one of them a substitution.</summary>
internal sealed class ConcatenationNode(Origin origin, IReadOnlyList<Node> pieces) : Node(origin)
{
    public IReadOnlyList<Node> Pieces { get; } = pieces;

    public override string Kind => "concatenation";

    public override bool IsDeferred => true;
}

/// <summary>A value over what it may hide or refer back to: a linked list from the strongest to the weakest.</summary>
internal sealed class StackNode(Node top, Node below) : Node(top.Origin)
{
    public Node Top { get; } = top;

    public Node Below { get; } = below;

    public override string Kind => Top.Kind;

    public override bool IsDeferred => true;

    public IEnumerable<Node> FromTheTop()
    {
        Node node = this;
        while (node is StackNode stack)
        {
            yield return stack.Top;
            node = stack.Below;
        }

        yield return node;
    }
}
