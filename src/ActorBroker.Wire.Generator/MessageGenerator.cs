using System.Collections.Immutable;
using System.Text;
using ActorBroker.Wire.Generator.Emission;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ActorBroker.Wire.Generator;

/// <summary>
/// Makes a class with codecs of all versions for every message that an additional file <c>*.msg</c> describes, the enum of API keys and the
/// list of APIs. <c>*.terms</c> say what field names mean. A mistake in either is a build error with file, line and column.
/// </summary>
[Generator]
public sealed class MessageGenerator : IIncrementalGenerator
{
    private const string TermsExtension = ".terms";
    private const string DescriptionExtension = ".msg";

    private static readonly DiagnosticDescriptor WrongDescription = new(
        "ABW001", "A message's description is wrong", "{0}", "ActorBroker.Wire", DiagnosticSeverity.Error, isEnabledByDefault: true);

    /// <summary>Declares what is read and what is written.</summary>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var texts = context.AdditionalTextsProvider
            .Select(static (file, cancel) => (file.Path, Text: file.GetText(cancel)?.ToString() ?? ""));
        var terms = texts.Where(static file => Has(file.Path, TermsExtension));
        var allTerms = terms.Collect().Select(static (files, _) => string.Join("\n", files.Select(file => file.Text)));
        var described = texts.Where(static file => Has(file.Path, DescriptionExtension))
            .Combine(allTerms)
            .Select(static (input, _) => DescribedFile.Read(input.Left.Path, input.Left.Text, input.Right));
        var checkedTerms = terms.Select(static (file, _) => DescribedFile.ReadTerms(file.Path, file.Text));

        context.RegisterSourceOutput(described, Write);
        context.RegisterSourceOutput(checkedTerms, Write);
        context.RegisterSourceOutput(described.SelectMany(static (file, _) => file.Entries).Collect(), WriteCatalog);
    }

    private static bool Has(string path, string extension) => path.EndsWith(extension, StringComparison.Ordinal);

    private static void Write(SourceProductionContext context, DescribedFile file)
    {
        if (file.Mistake is { } mistake)
        {
            var position = new LinePosition(file.Place.Line, file.Place.Column);
            var location = Location.Create(file.Path, new TextSpan(0, 0), new LinePositionSpan(position, position));
            context.ReportDiagnostic(Diagnostic.Create(WrongDescription, location, mistake));
        }

        foreach (var source in file.Sources)
            context.AddSource(source.Name + ".g.cs", SourceText.From(source.Text, Encoding.UTF8));
    }

    private static void WriteCatalog(SourceProductionContext context, ImmutableArray<CatalogEntry> entries) =>
        context.AddSource("ApiKey.g.cs", SourceText.From(CatalogEmitter.Emit(entries), Encoding.UTF8));
}
