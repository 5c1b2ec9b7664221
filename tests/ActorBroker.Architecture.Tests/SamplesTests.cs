namespace ActorBroker.Architecture.Tests;

/// <summary>The test of the tests: each rule is seen to find what it should, with the right words, and nothing else.</summary>
public sealed class SamplesTests
{
    public static TheoryData<string, string> SampleNames
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (rule, name) in Sample.Names())
                data.Add(rule, name);
            return data;
        }
    }

    public static TheoryData<string> RuleNames => RulesTests.RuleNames;

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void The_rule_finds_exactly_what_the_sample_expects(string rule, string name)
    {
        var sample = Sample.Read(rule, name);

        var findings = Rules.Find(rule).Find(sample.Files).Select(finding => finding.ToString());

        Assert.Equal(sample.Expected, findings);
    }

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void The_rule_has_a_sample_that_breaks_it_and_one_that_keeps_it(string rule)
    {
        var samples = Sample.Names().Where(sample => sample.Rule == rule).Select(sample => Sample.Read(rule, sample.Name)).ToList();

        Assert.Contains(samples, sample => sample.IsGood);
        Assert.Contains(samples, sample => !sample.IsGood);
    }

    [Fact]
    public void A_sample_without_an_expectation_is_refused()
    {
        var exception = Assert.Throws<FormatException>(() => Sample.Parse("rule", "name", "Purpose.\n=== src/A.cs\nclass A;\n"));

        Assert.Contains("rule/name", exception.Message);
    }
}
