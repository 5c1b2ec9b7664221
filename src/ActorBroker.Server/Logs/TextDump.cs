using System.Globalization;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Inspection;

namespace ActorBroker.Server.Logs;

/// <summary>A dump for people: the file's path, and below it a line for each batch, record or row.</summary>
internal sealed class TextDump(TextWriter writer) : IDumpForm
{
    private const int ColumnWidth = 12;

    /// <inheritdoc/>
    public void Write(string file, IEnumerable<DumpedBatch> batches)
    {
        writer.WriteLine(file);
        LogDump.WriteTo(writer, batches.Select(batch => batch with { File = "" }));
    }

    /// <inheritdoc/>
    public void Write(DumpedTable table)
    {
        var condition = table.Condition == StateFileCondition.Sound ? "" : $", {table.Condition.ToString().ToLowerInvariant()}";
        writer.WriteLine($"{table.File} ({table.Kind}{condition})");
        int[] widths = [.. table.Columns.Select(column => Math.Max(ColumnWidth, column.Length))];
        WriteRow(table.Columns, widths);
        foreach (var row in table.Rows)
            WriteRow(row, widths);
    }

    private void WriteRow(IReadOnlyList<object> cells, int[] widths)
    {
        for (var index = 0; index < cells.Count; index++)
            writer.Write("  " + Convert.ToString(cells[index], CultureInfo.InvariantCulture)!.PadLeft(widths[index]));
        writer.WriteLine();
    }
}
