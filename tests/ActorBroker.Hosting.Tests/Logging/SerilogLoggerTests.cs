using ActorBroker.Hosting.Tests.Support;
using Serilog.Events;

namespace ActorBroker.Hosting.Tests.Logging;

public sealed class SerilogLoggerTests : IDisposable
{
    private readonly HostKit _kit = new();

    public void Dispose() => _kit.Dispose();

    [Fact]
    public async Task An_actors_event_has_its_path_its_level_and_the_values_of_its_template()
    {
        await using var host = await _kit.StartAsync();

        var logged = await _kit.LoggedAsync("serves as run");

        Assert.Equal(LogEventLevel.Information, logged.Level);
        Assert.Equal("\"broker\"", logged.Properties["Where"].ToString());
        Assert.Contains(host.ClusterId, logged.Properties["Cluster"].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_below_the_configured_level_is_not_logged()
    {
        await using (await _kit.StartAsync("actorbroker.log.level = error"))
        {
        }

        Assert.Empty(_kit.Logged);
    }
}
