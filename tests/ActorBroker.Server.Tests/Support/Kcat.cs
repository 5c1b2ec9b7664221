using System.Diagnostics;

namespace ActorBroker.Server.Tests.Support;

/// <summary>The librdkafka tool that the welcome names.</summary>
internal static class Kcat
{
    /// <summary>Produces a record for each line.</summary>
    public static async Task ProduceAsync(string broker, string topic, params string[] lines) =>
        await RunAsync(["-P", "-b", broker, "-t", topic, "-X", "acks=all"], string.Join('\n', lines));

    /// <summary>All records of a topic, in order.</summary>
    public static async Task<string[]> ConsumeAsync(string broker, string topic) =>
        (await RunAsync(["-C", "-b", broker, "-t", topic, "-o", "beginning", "-e", "-q"], "")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<string> RunAsync(string[] arguments, string input)
    {
        using var process = Process.Start(new ProcessStartInfo("kcat", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"kcat ended with {process.ExitCode}: {await errors}");
        return output;
    }
}
