using Akka.Event;

namespace Akka.Tests.Event;

public class MessageTemplateTests
{
    [Theory]
    [InlineData("{0} and {1}", "1 and two")]
    [InlineData("{1} and {0}", "two and 1")]
    [InlineData("{0} and {0}", "1 and 1")]
    [InlineData("{First} and {Second}", "1 and two")]
    [InlineData("{@First} and {$Second}", "1 and two")]
    [InlineData("{ First } and {Second}", "1 and two")]
    [InlineData("{0:d3}|{1,5}|{1,-5}|", "001|  two|two  |")]
    [InlineData("{Number:d3}|{Text,5}|", "001|  two|")]
    [InlineData("{{{0}}} {{x}}", "{1} {x}")]
    [InlineData("{0} {2} {Third}", "1 {2} 1")]
    [InlineData("{First} {Second} {Third}", "1 two {Third}")]
    [InlineData("open { and {0", "open { and {0")]
    [InlineData("{} {:x} }", "{} {:x} }")]
    [InlineData("", "")]
    public void A_template_has_numbered_or_named_holes(string template, string expected) =>
        Assert.Equal(expected, DefaultLogMessageFormatter.Instance.Format(template, 1, "two"));

    [Fact]
    public void A_missing_argument_and_a_faulty_one_never_cost_the_message()
    {
        var text = DefaultLogMessageFormatter.Instance.Format("{0} {1} {2}", null!, new Faulty());

        Assert.Equal("null <Faulty that cannot be printed: InvalidOperationException> {2}", text);
    }

    [Fact]
    public void A_random_template_is_always_formatted()
    {
        const string Alphabet = "{}01:,@-xN ";
        for (var seed = 1; seed <= 20_000; seed++)
        {
            var random = new Random(seed);
            var template = new string([.. Enumerable.Range(0, random.Next(20)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);

            var error = Record.Exception(() => DefaultLogMessageFormatter.Instance.Format(template, 1.5, "x"));

            Assert.True(error is null, $"seed {seed}: '{template}': {error}");
        }
    }

    private sealed class Faulty
    {
        public override string ToString() => throw new InvalidOperationException();
    }
}
