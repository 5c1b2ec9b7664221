using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>Writes a resolved tree as HOCON that parses to the same tree.</summary>
internal static class HoconPrinter
{
    private const int IndentSpaces = 2;

    public static string Print(Node node)
    {
        var text = new StringBuilder();
        if (node is ObjectNode root)
            PrintFields(text, root, 0);
        else
            Print(text, node, 0);
        return text.ToString();
    }

    private static void Print(StringBuilder text, Node node, int indent)
    {
        switch (node)
        {
            case ObjectNode all:
                text.Append("{\n");
                PrintFields(text, all, indent + IndentSpaces);
                text.Append(' ', indent).Append('}');
                break;
            case ArrayNode array:
                PrintItems(text, array, indent);
                break;
            case LiteralNode literal:
                text.Append(IsPlain(literal) ? literal.Text : LiteralText.Quote(literal.Text));
                break;
        }
    }

    private static void PrintFields(StringBuilder text, ObjectNode all, int indent)
    {
        foreach (var (key, value) in all.Fields)
        {
            text.Append(' ', indent).Append(KeyPath.RenderKey(key)).Append(" : ");
            Print(text, value, indent);
            text.Append('\n');
        }
    }

    private static void PrintItems(StringBuilder text, ArrayNode array, int indent)
    {
        text.Append('[');
        var separator = "";
        foreach (var item in array.Items)
        {
            text.Append(separator);
            Print(text, item, indent);
            separator = ", ";
        }

        text.Append(']');
    }

    private static bool IsPlain(LiteralNode literal) =>
        literal.Style == LiteralStyle.Unquoted && literal.Text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_');
}
