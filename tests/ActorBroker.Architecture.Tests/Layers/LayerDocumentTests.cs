using System.Text.RegularExpressions;
using ActorBroker.Architecture.Tests.Sources;

namespace ActorBroker.Architecture.Tests.Layers;

/// <summary>The table that people read and the table that tests hold are one.</summary>
public sealed partial class LayerDocumentTests
{
    private static readonly string[][] DocumentRows =
        [.. SourceSet.Repository.Find("src/ARCHITECTURE.md")!.Lines()
            .Where(line => LayerLine().IsMatch(line))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())];

    [Fact]
    public void The_document_has_a_row_for_every_project_in_its_layer()
    {
        var rows = DocumentRows.Select(cells => $"{cells[0]} {Spans(cells[1]).Single()}");

        Assert.Equal(LayerTable.Rows.Select(row => $"{row.Layer} {row.Project}").Order(), rows.Order());
    }

    [Fact]
    public void The_document_names_the_same_edges_as_the_table()
    {
        foreach (var cells in DocumentRows.Where(cells => !cells[3].StartsWith("all", StringComparison.Ordinal)))
        {
            var row = LayerTable.Find(Spans(cells[1]).Single())!;
            var namespaces = LayerTable.OpenNamespaces.Where(rule => rule.User == row.Project).SelectMany(rule => rule.Namespaces);
            var named = Spans(cells[3]).Select(FullName).Except(namespaces.Select(space => FullName(space.Split('.')[^1])));

            Assert.Equal(row.MayUse.Order(), named.Order());
        }
    }

    [Fact]
    public void The_document_marks_the_projects_that_exist()
    {
        var existing = SourceSet.Repository.In(Area.Product | Area.Kernel).Projects.Select(file => file.Project).ToList();

        var marked = DocumentRows.Where(cells => cells[1].StartsWith("**", StringComparison.Ordinal)).Select(cells => Spans(cells[1]).Single()).ToList();

        Assert.True(
            existing.Order().SequenceEqual(marked.Order()),
            $"In the table of src/ARCHITECTURE.md print bold: {string.Join(", ", existing.Except(marked))}; plain: {string.Join(", ", marked.Except(existing))}.");
    }

    private static IEnumerable<string> Spans(string cell) => Span().Matches(cell).Select(match => match.Groups[1].Value);

    private static string FullName(string name) => LayerTable.IsKernelName(name) ? name : $"ActorBroker.{name}";

    [GeneratedRegex(@"^\| \d \|")]
    private static partial Regex LayerLine();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Span();
}
