using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ActorBroker.Wire.Generator.Tests;

/// <summary>One run of the generator over files in memory, as a build makes it.</summary>
internal static class GeneratorRun
{
    public const string Terms = "Name -- The name.\nCount -- How many.\nTopics -- The topics.\nId -- The id.\n";

    public static GeneratorDriverRunResult Of(params (string Path, string Text)[] files) =>
        Start(files).GetRunResult();

    public static GeneratorDriver Start(params (string Path, string Text)[] files)
    {
        var texts = files.Select(file => (AdditionalText)new DescriptionText(file.Path, file.Text));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new MessageGenerator().AsSourceGenerator()], texts, driverOptions: new(default, trackIncrementalGeneratorSteps: true));
        return driver.RunGenerators(Compilation());
    }

    public static Compilation Compilation() => CSharpCompilation.Create("descriptions");

    /// <summary>A file's only mistake: its text, and where it is, counted from 1 as editors count.</summary>
    public static (string Text, int Line, int Column) MistakeIn(string description, string terms = Terms)
    {
        var diagnostic = Of(("Message.msg", description), ("Fields.terms", terms)).Diagnostics.Single();
        var place = diagnostic.Location.GetLineSpan();
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        return (diagnostic.GetMessage(null), place.StartLinePosition.Line + 1, place.StartLinePosition.Character + 1);
    }
}
