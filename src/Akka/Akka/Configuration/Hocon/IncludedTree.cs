namespace Akka.Configuration.Hocon;

/// <summary>
/// Makes an included document part of another: a copy, because the including document changes it, in which every
/// substitution is looked for under the place of the include first, and at the root second.
/// </summary>
internal static class IncludedTree
{
    public static ObjectNode Relocate(ObjectNode included, string[] scope)
    {
        var copy = new ObjectNode(included.Origin);
        foreach (var (key, value) in included.Fields)
            copy.Put(key, Relocate(value, scope));
        return copy;
    }

    private static Node Relocate(Node node, string[] scope) => node switch
    {
        ObjectNode included => Relocate(included, scope),
        ArrayNode array => new ArrayNode(array.Origin, RelocateAll(array.Items, scope)),
        ConcatenationNode concatenation => new ConcatenationNode(concatenation.Origin, RelocateAll(concatenation.Pieces, scope)),
        ReferenceNode reference => new ReferenceNode(reference.Origin, reference.Path, [.. scope, .. reference.Scope], reference.IsOptional),
        StackNode stack => RelocateAll([.. stack.FromTheTop()], scope).AsEnumerable().Reverse().Aggregate((below, top) => new StackNode(top, below)),
        _ => node,
    };

    private static List<Node> RelocateAll(IReadOnlyList<Node> nodes, string[] scope) => [.. nodes.Select(node => Relocate(node, scope))];
}
