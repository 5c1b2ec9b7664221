using ActorBroker.Server.Remote;

namespace ActorBroker.Server.Tests.Remote;

public sealed class NearNamesTests
{
    [Theory]
    [InlineData("ordrs", "orders")]
    [InlineData("Orders", "orders")]
    [InlineData("order-event", "order-events")]
    [InlineData("payments", "")]
    [InlineData("x", "")]
    public void Names_that_differ_in_few_letters_are_near(string name, string expected)
    {
        Assert.Equal(expected, string.Join(' ', NearNames.Of(name, ["orders", "order-events", "invoices"])));
    }
}
