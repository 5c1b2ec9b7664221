namespace Akka.Configuration.Hocon;

/// <summary>Values written side by side: texts become one text, arrays one array, objects one object.</summary>
internal static class Concatenation
{
    /// <summary>One node for the pieces of a value; blanks between pieces are pieces, too.</summary>
    public static Node Of(List<Node> pieces)
    {
        if (pieces.Count == 1)
            return pieces[0];

        return pieces.Exists(piece => piece.IsDeferred) ? new ConcatenationNode(pieces[0].Origin, pieces) : Join(pieces);
    }

    /// <summary>Joins pieces that are all values.</summary>
    /// <exception cref="ConfigurationException">The pieces are of different kinds.</exception>
    public static Node Join(List<Node> pieces)
    {
        var first = pieces.Find(piece => !IsBlank(piece)) ?? pieces[0];
        return first switch
        {
            ObjectNode => Like<ObjectNode>(pieces, first).Aggregate((below, top) => ObjectNode.Merge(top, below)),
            ArrayNode => new ArrayNode(first.Origin, [.. Like<ArrayNode>(pieces, first).SelectMany(array => array.Items)]),
            _ => JoinTexts(pieces, first),
        };
    }

    public static bool IsBlank(Node node) => node is LiteralNode { Style: LiteralStyle.Blank };

    // A single null or number stays what it is; more than one piece makes a string.
    private static LiteralNode JoinTexts(List<Node> pieces, Node first)
    {
        if (pieces.Count == 1)
            return (LiteralNode)first;

        var texts = pieces.Select(piece => piece is LiteralNode literal ? literal.Text : throw Mixed(piece, first));
        return new LiteralNode(first.Origin, string.Concat(texts), LiteralStyle.Quoted);
    }

    private static IEnumerable<T> Like<T>(List<Node> pieces, Node first)
        where T : Node =>
        pieces.Where(piece => !IsBlank(piece)).Select(piece => piece as T ?? throw Mixed(piece, first));

    private static ConfigurationException Mixed(Node piece, Node first) =>
        piece.Origin.Error(
            $"expected {(first is LiteralNode ? "the end of the value" : first.AKind)} after the {first.Kind} before it, found {piece.AKind}");
}
