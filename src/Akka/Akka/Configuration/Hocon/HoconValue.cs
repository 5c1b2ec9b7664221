using System.Globalization;

namespace Akka.Configuration.Hocon;

/// <summary>
/// A value of a configuration: a text, an array or an object. Immutable. Every getter throws a
/// <see cref="ConfigurationException"/> that names the key, where it was written and both types when the value is not
/// what is asked for.
/// </summary>
public class HoconValue : IMightBeAHoconObject
{
    private const NumberStyles Fraction = NumberStyles.Float;
    private const NumberStyles Whole = NumberStyles.Integer;

    private readonly string _key;

    /// <summary>A value that holds nothing.</summary>
    public HoconValue()
        : this(null, "")
    {
    }

    internal HoconValue(Node? node, string key)
    {
        Node = node;
        _key = key;
    }

    /// <summary>What the value consists of: one element, or none if it is empty.</summary>
    public List<IHoconElement> Values => Node switch
    {
        ObjectNode => [GetObject()!],
        ArrayNode array => [ToArray(array)],
        LiteralNode literal => [new HoconLiteral { Value = literal.IsNull ? null : literal.Text }],
        _ => [],
    };

    /// <summary>Whether this holds nothing, or an object without keys.</summary>
    public bool IsEmpty => Node is null or ObjectNode { Fields.Count: 0 };

    internal Node? Node { get; }

    /// <summary>Whether this is an object.</summary>
    public bool IsObject() => Node is ObjectNode;

    /// <summary>The object; null if this is not one.</summary>
    public HoconObject? GetObject()
    {
        if (Node is not ObjectNode all)
            return null;

        var result = new HoconObject();
        foreach (var (key, value) in all.Fields)
            result.Items[key] = new HoconValue(value, KeyOf(key));
        return result;
    }

    /// <summary>This object as a configuration; an empty one if this is not an object.</summary>
    public Config ToConfig() => new(new HoconRoot(this));

    /// <summary>Whether this is a text, a number or a boolean.</summary>
    public bool IsString() => Node is LiteralNode;

    /// <summary>Whether this is an array.</summary>
    public bool IsArray() => Node is ArrayNode;

    /// <summary>The items. An object whose keys are numbers is an array in the order of these numbers.</summary>
    public IList<HoconValue> GetArray() => Node switch
    {
        ArrayNode array => ToArray(array),
        ObjectNode all when NumberedItems(all) is { Count: > 0 } items => items,
        _ => throw WrongType("array"),
    };

    /// <summary>The text; null for the literal <c>null</c>.</summary>
    public string? GetString() => Node is LiteralNode literal ? literal.IsNull ? null : literal.Text : throw WrongType("string");

    /// <summary>True for true, on and yes; false for false, off and no.</summary>
    public bool GetBoolean() => Read("boolean", ScalarReader.Boolean);

    /// <summary>A whole number of 32 bits.</summary>
    public int GetInt() => Read("int", text => ScalarReader.Number<int>(text, Whole));

    /// <summary>A whole number of 64 bits.</summary>
    public long GetLong() => Read("long", text => ScalarReader.Number<long>(text, Whole));

    /// <summary>A whole number from 0 to 255.</summary>
    public byte GetByte() => Read("byte", text => ScalarReader.Number<byte>(text, Whole));

    /// <summary>A number of single precision.</summary>
    public float GetFloat() => Read("float", text => ScalarReader.Number<float>(text, Fraction));

    /// <summary>A number of double precision.</summary>
    public double GetDouble() => Read("double", text => ScalarReader.Number<double>(text, Fraction));

    /// <summary>A decimal number.</summary>
    public decimal GetDecimal() => Read("decimal", text => ScalarReader.Number<decimal>(text, Fraction));

    /// <summary>A duration such as <c>10 s</c>; milliseconds without a unit.</summary>
    /// <param name="allowInfinite">Whether <c>infinite</c> is accepted, which is <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    public TimeSpan GetTimeSpan(bool allowInfinite = true) => Read("duration", text => ScalarReader.Duration(text, allowInfinite));

    /// <summary>A size such as <c>256 KiB</c>, in bytes; null for the literal <c>null</c>.</summary>
    public long? GetByteSize() => Node is LiteralNode { IsNull: true } ? null : Read("size in bytes", ScalarReader.Bytes);

    /// <summary>The items as texts.</summary>
    public IList<string> GetStringList() => ReadAll(item => item.GetString() ?? throw item.WrongType("string"));

    /// <summary>The items as booleans.</summary>
    public IList<bool> GetBooleanList() => ReadAll(item => item.GetBoolean());

    /// <summary>The items as whole numbers of 32 bits.</summary>
    public IList<int> GetIntList() => ReadAll(item => item.GetInt());

    /// <summary>The items as whole numbers of 64 bits.</summary>
    public IList<long> GetLongList() => ReadAll(item => item.GetLong());

    /// <summary>The items as whole numbers from 0 to 255.</summary>
    public IList<byte> GetByteList() => ReadAll(item => item.GetByte());

    /// <summary>The items as numbers of single precision.</summary>
    public IList<float> GetFloatList() => ReadAll(item => item.GetFloat());

    /// <summary>The items as numbers of double precision.</summary>
    public IList<double> GetDoubleList() => ReadAll(item => item.GetDouble());

    /// <summary>The items as decimal numbers.</summary>
    public IList<decimal> GetDecimalList() => ReadAll(item => item.GetDecimal());

    /// <summary>The value as HOCON.</summary>
    public override string ToString() => Node is null ? "" : HoconPrinter.Print(Node);

    private string KeyOf(string key) => _key.Length == 0 ? KeyPath.RenderKey(key) : $"{_key}.{KeyPath.RenderKey(key)}";

    private HoconArray ToArray(ArrayNode array)
    {
        var result = new HoconArray();
        for (var i = 0; i < array.Items.Count; i++)
            result.Add(new HoconValue(array.Items[i], $"{_key}[{i}]"));
        return result;
    }

    private List<HoconValue> NumberedItems(ObjectNode all) =>
    [
        .. all.Fields
            .Select(field => (Index: ScalarReader.Number<int>(field.Key, NumberStyles.None), field.Key, field.Value))
            .Where(field => field.Index is not null)
            .OrderBy(field => field.Index)
            .Select(field => new HoconValue(field.Value, KeyOf(field.Key))),
    ];

    private T Read<T>(string type, Func<string, T?> read)
        where T : struct =>
        (Node is LiteralNode { IsNull: false } literal ? read(literal.Text) : null) ?? throw WrongType(type);

    private List<T> ReadAll<T>(Func<HoconValue, T> read) => [.. GetArray().Select(read)];

    internal ConfigurationException WrongType(string expected)
    {
        if (Node is null)
            return new ConfigurationException($"The key '{_key}' is missing; expected a value of type {expected}.");

        var found = Node is LiteralNode { IsNull: false } literal ? $"{Node.Kind} {LiteralText.Quote(Shortened(literal.Text))}" : Node.Kind;
        return Node.Origin.Error($"the key '{_key}' has the wrong type: expected {expected}, found {found}");
    }

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..60] + "...";
}
