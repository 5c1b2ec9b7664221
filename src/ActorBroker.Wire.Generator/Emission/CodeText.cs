using System.Text;

namespace ActorBroker.Wire.Generator.Emission;

/// <summary>C# source as it is written, line by line, with its indentation.</summary>
internal sealed class CodeText
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string line) => _text.Append(' ', _depth * 4).Append(line).Append('\n');

    public void Blank() => _text.Append('\n');

    /// <summary>A line, and a brace below it.</summary>
    public void Open(string line)
    {
        if (line.Length > 0)
            Line(line);
        Line("{");
        _depth++;
    }

    public void Close(string end = "}")
    {
        _depth--;
        Line(end);
    }

    /// <summary>A statement under a condition, or alone where there is none.</summary>
    public void When(string? condition, string statement)
    {
        if (condition is null)
        {
            Line(statement);
            return;
        }

        Line($"if ({condition})");
        Line("    " + statement);
    }

    public void Summary(string text) =>
        Line($"/// <summary>{text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;")}</summary>");

    public override string ToString() => _text.ToString();
}
