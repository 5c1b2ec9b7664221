using System.Globalization;
using Spectre.Console;

namespace ActorBroker.Server.Output;

/// <summary>Columns without lines between them, under headings in capitals: good to read, and for <c>grep</c>, <c>sort</c> and <c>awk</c>.</summary>
internal sealed class TextTable
{
    private readonly Table _table = new Table().Border(TableBorder.None);

    /// <param name="headings">The columns' headings; one that ends in <c>&gt;</c> has numbers, which stand to the right.</param>
    public TextTable(params string[] headings)
    {
        foreach (var heading in headings)
        {
            var column = new TableColumn(new Text(heading.TrimEnd('>'), new Style(decoration: Decoration.Bold))).NoWrap();
            column.Alignment = heading.EndsWith('>') ? Justify.Right : Justify.Left;
            column.Padding = new Padding(0, 0, 2, 0);
            _table.AddColumn(column);
        }
    }

    /// <summary>Adds a row; a cell may be of any type. Null is shown as <c>-</c>, an enumeration's name as in JSON.</summary>
    public void Add(params object?[] cells) => _table.AddRow(cells.Select(cell => new Text(Shown(cell))));

    /// <summary>Writes it.</summary>
    public void WriteTo(IAnsiConsole console) => console.Write(_table);

    private static string Shown(object? cell)
    {
        var text = cell is Enum name ? CommandOutput.NameOf(name) : Convert.ToString(cell, CultureInfo.InvariantCulture);
        return string.IsNullOrEmpty(text) ? "-" : text;
    }
}
