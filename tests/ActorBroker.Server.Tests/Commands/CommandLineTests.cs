using System.CommandLine;
using ActorBroker.Server.Commands;

namespace ActorBroker.Server.Tests.Commands;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Help_names_each_option_of_start()
    {
        var output = await OutputOf("start", "--help");

        Assert.All(["--data", "--kafka", "--flush", "--config", "-X", "--insecure"], option => Assert.Contains(option, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Version_is_a_number()
    {
        Assert.Matches(@"^[0-9]+\.[0-9]+\.[0-9]+", await OutputOf("--version"));
    }

    private static async Task<string> OutputOf(params string[] arguments)
    {
        var output = new StringWriter();
        Assert.Equal(ExitCode.Done, await CommandLine.RunAsync(arguments, new InvocationConfiguration { Output = output }));
        return output.ToString();
    }
}
