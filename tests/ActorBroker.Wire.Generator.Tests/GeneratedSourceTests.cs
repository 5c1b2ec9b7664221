using Microsoft.CodeAnalysis;

namespace ActorBroker.Wire.Generator.Tests;

/// <summary>What the generator writes, and when it writes it again.</summary>
public sealed class GeneratedSourceTests
{
    private const string Greeting = "api Greet 7 versions 1-5 flexible 4+\n-- Says hello.\nrequest\n  Name: string 2-4 nullable 3+ ignorable\n"
        + "  Topics: []Topic\n    Id: topicId 3+\n    Count: int32 = -1\nresponse\n";

    [Fact]
    public void A_message_becomes_a_class_with_documented_properties()
    {
        var source = SourceOf("GreetRequest", Greeting);

        Assert.Contains("Greet, request: Says hello. API key 7. Versions 1-5, flexible 4-5.", source, StringComparison.Ordinal);
        Assert.Contains("/// <summary>The name. Versions 2-4. Null only in versions 3-4.</summary>", source, StringComparison.Ordinal);
        Assert.Contains("public string? Name { get; set; } = \"\";", source, StringComparison.Ordinal);
        Assert.Contains("public int Count { get; set; } = (-1);", source, StringComparison.Ordinal);
    }

    [Fact]
    public void The_least_length_of_an_element_follows_its_versions()
    {
        var source = SourceOf("GreetRequest", Greeting);

        Assert.Contains("BytesMin(short version) => version switch { <= 2 => 4, <= 3 => 20, _ => 21 };", source, StringComparison.Ordinal);
    }

    [Fact]
    public void All_APIs_are_listed_by_their_keys()
    {
        var source = SourceOf("ApiKey", Greeting + "api First 3 versions 0\n-- Comes first.\nrequest\nresponse\n");

        Assert.True(source.IndexOf("First = 3,", StringComparison.Ordinal) < source.IndexOf("Greet = 7,", StringComparison.Ordinal));
        Assert.Contains("new(ApiKey.Greet, new(1, 5), 4, false,", source, StringComparison.Ordinal);
    }

    [Fact]
    public void The_own_words_of_a_field_count_before_the_terms()
    {
        var source = SourceOf("Plain", "data Plain versions 0\n-- Plain.\n  Name: string -- Whose name it is.\n");

        Assert.Contains("/// <summary>Whose name it is.</summary>", source, StringComparison.Ordinal);
        Assert.DoesNotContain("The name.", source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_did_not_change_is_not_described_again()
    {
        var driver = GeneratorRun.Start(("A.msg", Greeting), ("Fields.terms", GeneratorRun.Terms));
        var other = (AdditionalText)new DescriptionText("B.msg", "data Plain versions 0\n-- Plain.\n  Name: string\n");

        var result = driver.AddAdditionalTexts([other]).RunGenerators(GeneratorRun.Compilation()).GetRunResult();

        var outputs = result.Results.Single().TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs);
        Assert.Contains(outputs, output => output.Reason == IncrementalStepRunReason.Cached);
        Assert.Contains(result.GeneratedTrees, tree => tree.FilePath.EndsWith("Plain.g.cs", StringComparison.Ordinal));
    }

    private static string SourceOf(string name, string description)
    {
        var result = GeneratorRun.Of(("Message.msg", description), ("Fields.terms", GeneratorRun.Terms));
        Assert.Empty(result.Diagnostics);
        return result.GeneratedTrees.Single(tree => Path.GetFileName(tree.FilePath) == name + ".g.cs").ToString();
    }
}
