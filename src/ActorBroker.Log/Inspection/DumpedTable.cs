using ActorBroker.Log.Directories;

namespace ActorBroker.Log.Inspection;

/// <summary>The content of a file that holds no batches: rows of the same columns.</summary>
/// <param name="File">The file.</param>
/// <param name="Kind">What it is, in a few words.</param>
/// <param name="Condition">Whether it can be believed; the rows of one that is not sound are those that could be read.</param>
/// <param name="Columns">The columns' names.</param>
/// <param name="Rows">A value for each column: a number or a text. Read from the disk while it is enumerated.</param>
public sealed record DumpedTable(
    string File, string Kind, StateFileCondition Condition, IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<object>> Rows);
