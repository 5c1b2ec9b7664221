using ActorBroker.Server.Remote;

namespace ActorBroker.Server.Tests.Remote;

public sealed class BrokerAddressTests
{
    [Theory]
    [InlineData("127.0.0.1:9192", "127.0.0.1", 9192)]
    [InlineData("broker-1.example", "broker-1.example", 9092)]
    [InlineData("localhost:1", "localhost", 1)]
    [InlineData("[::1]:9192", "::1", 9192)]
    [InlineData("::1", "::1", 9092)]
    public void An_address_is_a_host_with_or_without_a_port(string text, string host, int port)
    {
        Assert.Equal(new BrokerAddress(host, port), BrokerAddress.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("host:")]
    [InlineData("host:0")]
    [InlineData("host:65536")]
    [InlineData("http://host:80")]
    [InlineData("[host]:80")]
    public void Anything_else_is_none(string text)
    {
        Assert.Null(BrokerAddress.Parse(text));
        Assert.Null(BrokerAddress.ParseList($"localhost,{text}x:"));
    }
}
