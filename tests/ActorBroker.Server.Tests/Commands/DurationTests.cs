using ActorBroker.Server.Commands;

namespace ActorBroker.Server.Tests.Commands;

public sealed class DurationTests
{
    [Theory]
    [InlineData("250ms", 250)]
    [InlineData("1.5s", 1_500)]
    [InlineData("2m", 120_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("1d", 86_400_000)]
    public void A_number_with_a_unit_is_a_duration(string text, double milliseconds)
    {
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Duration.Parse(text));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("1 s")]
    [InlineData("99999999999999999w")]
    public void Anything_else_is_none(string text)
    {
        Assert.Null(Duration.Parse(text));
    }

    [Theory]
    [InlineData(0, "0ms")]
    [InlineData(999, "999ms")]
    [InlineData(1_000, "1s")]
    [InlineData(61_000, "1m 1s")]
    [InlineData(3_600_500, "1h")]
    [InlineData(90_061_000, "1d 1h")]
    public void The_two_largest_units_are_shown(double milliseconds, string expected)
    {
        Assert.Equal(expected, Duration.Format(TimeSpan.FromMilliseconds(milliseconds)));
    }
}
