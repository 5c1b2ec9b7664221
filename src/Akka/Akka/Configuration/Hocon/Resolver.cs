using System.Runtime.CompilerServices;

namespace Akka.Configuration.Hocon;

/// <summary>
/// Replaces every substitution of a tree by the value it names: a key of the tree, or else an environment variable.
/// A substitution that leads back to itself means the value below it in the same stack (what an earlier assignment or a
/// fallback said), which is how <c>path = ${path}":/more"</c> and <c>+=</c> work; if there is none, it is a circle.
/// </summary>
/// <remarks>Used once, by one thread. Work and depth are bounded, whatever the text.</remarks>
internal sealed class Resolver
{
    private const int DepthMax = 1000;
    private const long WorkMax = 1_000_000;
    private const int CharactersPerStep = 32;

    private readonly ObjectNode _root;
    private readonly Func<string, string?> _environment;

    // Nodes whose value is being found: whoever meets one sees what is below it. What was found without meeting any
    // does not depend on who asked, and is kept with the work it took, to be charged again at each use.
    private readonly HashSet<Node> _hidden = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Node, (Node? Value, long Work)> _known = new(ReferenceEqualityComparer.Instance);
    private long _meetings;
    private long _work;
    private int _depth;

    private Resolver(ObjectNode root, Func<string, string?> environment)
    {
        _root = root;
        _environment = environment;
    }

    /// <summary>The tree with literals, arrays and objects only.</summary>
    /// <param name="root">May hold anything.</param>
    /// <param name="environment">The value of an environment variable; null if it is not set.</param>
    /// <exception cref="ConfigurationException">A required substitution is undefined or circular, pieces do not fit, or the limits are exceeded.</exception>
    public static ObjectNode Resolve(ObjectNode root, Func<string, string?> environment) =>
        (ObjectNode)new Resolver(root, environment).Resolve(root)!;

    // Null when the node is undefined: optional substitutions only.
    private Node? Resolve(Node node)
    {
        if (node is LiteralNode)
            return node;
        if (_known.TryGetValue(node, out var known))
        {
            Charge(known.Work, node);
            return known.Value;
        }

        if (_hidden.Contains(node))
            throw node.Origin.Error($"expected a value, found {node.AKind} that leads back to itself");

        var (meetings, work) = (_meetings, _work);
        Enter(node);
        var value = ResolveUnknown(node);
        _depth--;
        if (_meetings == meetings)
            _known[node] = (value, _work - work);
        return value;
    }

    private Node? ResolveUnknown(Node node) => node switch
    {
        ObjectNode all => ResolveFields(all),
        ArrayNode array => new ArrayNode(array.Origin, ResolveAll(array.Items)),
        ReferenceNode reference => Hiding(reference, ResolveReference),
        ConcatenationNode concatenation => Hiding(concatenation, ResolveConcatenation),
        StackNode stack => ResolveStack(stack),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private ObjectNode ResolveFields(ObjectNode node)
    {
        var resolved = new ObjectNode(node.Origin);
        foreach (var (key, value) in node.Fields)
        {
            if (Resolve(value) is { } known)
                resolved.Put(key, known);
        }

        return resolved;
    }

    private List<Node> ResolveAll(IReadOnlyList<Node> nodes)
    {
        var resolved = new List<Node>(nodes.Count);
        foreach (var node in nodes)
        {
            if (Resolve(node) is { } known)
                resolved.Add(known);
        }

        return resolved;
    }

    private Node? ResolveReference(ReferenceNode reference)
    {
        var meetings = _meetings;
        var target = Find(reference);
        var value = target is null ? FromEnvironment(reference) : Resolve(target);
        if (value is null && !reference.IsOptional)
            throw reference.Origin.Error(_meetings == meetings
                ? $"expected {reference.Expression} to be defined in the configuration or the environment"
                : $"expected {reference.Expression} to be defined before it is used, but it leads back to itself");
        return value;
    }

    private Node? Find(ReferenceNode reference) =>
        (reference.Scope.Length > 0 ? Find(_root, [.. reference.Scope, .. reference.Path]) : null)
        ?? Find(_root, reference.Path);

    private LiteralNode? FromEnvironment(ReferenceNode reference) =>
        _environment(string.Join('.', reference.Path)) is { } text ? new LiteralNode(reference.Origin, text, LiteralStyle.Quoted) : null;

    // Blanks alone do not make a value of substitutions that are all undefined.
    private Node? ResolveConcatenation(ConcatenationNode concatenation)
    {
        var pieces = ResolveAll(concatenation.Pieces);
        if (pieces.TrueForAll(Concatenation.IsBlank))
            return null;

        Charge(pieces.Sum(piece => (piece as LiteralNode)?.Text.Length ?? 0) / CharactersPerStep, concatenation);
        return Concatenation.Join(pieces);
    }

    private Node? ResolveStack(StackNode stack)
    {
        Node? merged = null;
        ForEachVisible(stack, node =>
        {
            if (Resolve(node) is { } value)
                merged = merged is null ? value : Node.Merge(merged, value);
            return merged is null or ObjectNode;
        });
        return merged;
    }

    // The node at a path, unresolved as far as possible: an object may refer to its own parts.
    private Node? Find(Node node, ReadOnlySpan<string> path)
    {
        Charge(1, node);
        if (_hidden.Contains(node))
        {
            _meetings++;
            return null;
        }

        if (path.IsEmpty)
            return node;

        return node switch
        {
            ObjectNode all => all.Fields.TryGetValue(path[0], out var child) ? Find(child, path[1..]) : null,
            StackNode stack => FindInStack(stack, path.ToArray()),
            _ when node.IsDeferred => Resolve(node) is ObjectNode all ? Find(all, path) : null,
            _ => null,
        };
    }

    private Node? FindInStack(StackNode stack, string[] path)
    {
        Node? found = null;
        ForEachVisible(stack, node =>
        {
            var all = node.IsDeferred ? Resolve(node) : node;
            if (all is ObjectNode && Find(all, path) is { } part)
                found = found is null ? part : Node.Merge(found, part);
            return all is null or ObjectNode && found is null or ObjectNode or { IsDeferred: true };
        });
        return found;
    }

    // From the strongest down while the visitor wants more. What is above a node is hidden while the node is visited:
    // a substitution in it looks back, never forward.
    private void ForEachVisible(StackNode stack, Func<Node, bool> visit)
    {
        var above = new List<Node>();
        foreach (var node in stack.FromTheTop())
        {
            if (_hidden.Contains(node))
            {
                _meetings++;
                continue;
            }

            if (!visit(node))
                break;
            if (node.IsDeferred && _hidden.Add(node))
                above.Add(node);
        }

        _hidden.ExceptWith(above);
    }

    private Node? Hiding<T>(T node, Func<T, Node?> resolve)
        where T : Node
    {
        _hidden.Add(node);
        var value = resolve(node);
        _hidden.Remove(node);
        return value;
    }

    private void Enter(Node node)
    {
        Charge(1, node);
        if (++_depth > DepthMax || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw node.Origin.Error($"expected substitutions and objects at most {DepthMax} deep in each other");
    }

    private void Charge(long work, Node node)
    {
        _work += work;
        if (_work > WorkMax)
            throw node.Origin.Error("expected a configuration of bounded size: its substitutions multiply beyond a million steps");
    }
}
