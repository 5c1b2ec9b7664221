using ActorBroker.Server.Commands;

namespace ActorBroker.Server.Tests.Commands;

public sealed class PointInTimeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("-1h", "2026-11-22T07:00:00Z")]
    [InlineData("2026-11-21", "2026-11-21T00:00:00Z")]
    [InlineData("2026-11-21T10:30:00Z", "2026-11-21T10:30:00Z")]
    [InlineData("2026-11-21T10:30:00+02:00", "2026-11-21T08:30:00Z")]
    [InlineData("1795334400", "2026-11-22T08:00:00Z")]
    [InlineData("1795334400500", "2026-11-22T08:00:00.5Z")]
    public void A_moment_is_said_in_many_ways(string text, string expected)
    {
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), PointInTime.Parse(text, Now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("12")]
    [InlineData("-1")]
    [InlineData("2026-13-01")]
    public void Anything_else_is_none(string text)
    {
        Assert.Null(PointInTime.Parse(text, Now));
    }

    [Fact]
    public void Nothing_lies_before_1970()
    {
        Assert.Equal(DateTimeOffset.UnixEpoch, PointInTime.Parse("-9000w", Now));
    }
}
