namespace ActorBroker.Architecture.Tests.Build;

public sealed class BannedListTests
{
    public static TheoryData<string> Lists => [.. BannedList.Names];

    [Theory]
    [MemberData(nameof(Lists))]
    public void Every_line_names_a_symbol_of_the_framework(string list)
    {
        var unknown = BannedList.Read(list).Where(line => !BannedList.IsKnown(line.Id));

        Assert.Empty(unknown);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void Every_line_says_what_to_do_instead(string list)
    {
        var silent = BannedList.Read(list).Where(line => line.Advice.Length == 0);

        Assert.Empty(silent);
    }

    [Fact]
    public void No_symbol_is_banned_twice()
    {
        var twice = BannedList.Names.SelectMany(BannedList.Read).GroupBy(line => line.Id).Where(lines => lines.Count() > 1);

        Assert.Empty(twice.Select(lines => lines.Key));
    }

    [Theory]
    [InlineData("System.Threading.Tasks.Task", "Delay")]
    [InlineData("System.Threading.Tasks.Task", "Run")]
    [InlineData("System.Threading.Tasks.Task", "Start")]
    [InlineData("System.Threading.Thread", "Sleep")]
    [InlineData("System.Threading.Thread", "SpinWait")]
    [InlineData("System.Threading.SpinWait", "SpinUntil")]
    [InlineData("System.Threading.CancellationTokenSource", "CancelAfter")]
    [InlineData("System.Environment", "Exit")]
    [InlineData("System.Environment", "FailFast")]
    [InlineData("System.Environment", "GetEnvironmentVariable")]
    [InlineData("System.Environment", "GetEnvironmentVariables")]
    [InlineData("System.Guid", "NewGuid")]
    [InlineData("System.Guid", "CreateVersion7")]
    public void Every_overload_of_the_method_is_banned(string type, string method)
    {
        var banned = BannedList.Names.SelectMany(BannedList.Read).Select(line => line.Id).ToHashSet();

        var overloads = BannedList.Overloads(type, method);

        Assert.NotEmpty(overloads);
        Assert.DoesNotContain(overloads, id => !banned.Contains(id));
    }

    [Fact]
    public void A_misspelt_symbol_is_seen()
    {
        Assert.True(BannedList.IsKnown("M:System.Threading.Thread.Sleep(System.Int32)"));
        Assert.False(BannedList.IsKnown("M:System.Threading.Thread.Sleep(Int32)"));
        Assert.False(BannedList.IsKnown("T:System.Threading.Threads"));
    }
}
