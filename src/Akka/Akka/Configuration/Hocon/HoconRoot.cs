namespace Akka.Configuration.Hocon;

/// <summary>A parsed document whose substitutions are still open.</summary>
public class HoconRoot
{
    internal HoconRoot(ObjectNode node) => Node = node;

    /// <summary>A document that consists of a value; an empty one if the value is not an object.</summary>
    public HoconRoot(HoconValue value) => Node = value.Node as ObjectNode ?? new ObjectNode(new Origin(Parser.UnnamedSource, 1, 1));

    /// <summary>The root object, resolved.</summary>
    /// <exception cref="ConfigurationException">A substitution cannot be resolved within this document.</exception>
    public HoconValue Value => new Config(this).Root;

    internal ObjectNode Node { get; }
}
