namespace ActorBroker.Wire.Generator.Tests;

/// <summary>A mistake in a description is a build error at its place.</summary>
public sealed class DescriptionMistakesTests
{
    private const string Head = "api Sample 7 versions 1-5 flexible 4+\n-- Says hello.\nrequest\n";

    [Theory]
    [InlineData("  Name string", 4, 8, "':' is missing here")]
    [InlineData("  Name: strin", 4, 3, "there is no type and no struct strin")]
    [InlineData("  name: string", 4, 3, "begins with a small letter")]
    [InlineData("  Unheard: string", 4, 3, "what Unheard means is said neither here")]
    [InlineData("  Name: string\n  Name: int32", 5, 3, "the name Name is taken")]
    [InlineData("  Name: string 6+", 4, 3, "there are only 1-5")]
    [InlineData("  Name: string 4-2", 4, 16, "version 4 comes after version 2")]
    [InlineData("  Name: string 2-9", 4, 3, "there are only 1-5")]
    [InlineData("  Name: string shiny", 4, 16, "no attribute 'shiny'")]
    [InlineData("  Name: string nullable 1-2 2", 4, 29, "an attribute of the field is missing here")]
    [InlineData("  Count: int32 nullable", 4, 3, "it is a number")]
    [InlineData("  Count: int8 = 128", 4, 3, "'128' is no int8")]
    [InlineData("  Count: bool = 1", 4, 3, "'1' is no bool")]
    [InlineData("  Name: string = null", 4, 3, "not nullable")]
    [InlineData("  Name: string = hello", 4, 3, "other than numbers have 'null' or none")]
    [InlineData("  Count: int32 classic", 4, 3, "is no string, so it has no classic form")]
    [InlineData("  Name: string 3+ tag 0", 4, 3, "only 4-5 are flexible")]
    [InlineData("  Name: string 4+ tag 1", 4, 3, "tag 0 of SampleRequest is missing or there twice")]
    [InlineData("  Name: string 4+ tag 0\n  Count: int32 4+ tag 0", 5, 3, "tag 1 of SampleRequest is missing or there twice")]
    [InlineData("   Name: string", 4, 4, "after 3 spaces")]
    [InlineData("    Name: string", 4, 5, "indented deeper than anything that could hold it")]
    [InlineData("  Name: string\n    Count: int32", 5, 5, "indented deeper")]
    [InlineData("  Topics: []Topic\n    Name: string\n  struct Topic\n    Count: int32", 6, 10, "described twice")]
    [InlineData("  struct Topic\n    Name: string", 4, 10, "the struct Topic is used nowhere")]
    [InlineData("  Topics: []Topic\n    Topics: []Topic", 4, 3, "the struct Topic holds itself")]
    [InlineData("  Topics: Topics\n    Name: string", 4, 3, "a struct have one name")]
    public void A_wrong_field_is_told_with_line_and_column(string fields, int line, int column, string text)
    {
        var mistake = GeneratorRun.MistakeIn(Head + fields + "\nresponse\n");

        Assert.Contains(text, mistake.Text, StringComparison.Ordinal);
        Assert.Equal((line, column), (mistake.Line, mistake.Column));
    }

    [Theory]
    [InlineData("api Sample versions 1-5", 1, 12, "the API's key is missing here")]
    [InlineData("api Sample 7 version 1-5", 1, 14, "'versions' is missing here")]
    [InlineData("api Sample 7 versions 1-5 flexible 4+ and more", 1, 39, "nothing more is expected")]
    [InlineData("request\n", 1, 1, "stand below the line of their api")]
    [InlineData("message Sample", 1, 1, "no description begins with 'message'")]
    [InlineData("-- A meaning of nothing.", 1, 4, "a meaning stands below")]
    [InlineData("  Name: string", 1, 3, "indented deeper")]
    [InlineData("data Sample versions 0", 1, 1, "what the message is for is not said")]
    [InlineData("data Sample versions 40000", 1, 22, "a version is missing here")]
    [InlineData("api Sample 7 versions 1-5\n-- Says hello.\nrequest", 3, 1, "has a request and no response")]
    public void A_wrong_head_is_told_with_line_and_column(string description, int line, int column, string text)
    {
        var mistake = GeneratorRun.MistakeIn(description);

        Assert.Contains(text, mistake.Text, StringComparison.Ordinal);
        Assert.Equal((line, column), (mistake.Line, mistake.Column));
    }

    [Fact]
    public void A_term_that_is_explained_twice_is_told_with_its_line()
    {
        var result = GeneratorRun.Of(("Fields.terms", "Name -- A name.\nName -- Another.\n"));

        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("Fields.terms", diagnostic.Location.GetLineSpan().Path);
        Assert.Equal(1, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public void A_file_with_a_mistake_keeps_no_other_file_from_its_sources()
    {
        var result = GeneratorRun.Of(
            ("Good.msg", "data Good versions 0\n-- A good one.\n  Name: string\n"), ("Bad.msg", "data\n"), ("Fields.terms", GeneratorRun.Terms));

        Assert.Equal("Bad.msg", Assert.Single(result.Diagnostics).Location.GetLineSpan().Path);
        Assert.Contains(result.GeneratedTrees, tree => tree.FilePath.EndsWith("Good.g.cs", StringComparison.Ordinal));
    }
}
