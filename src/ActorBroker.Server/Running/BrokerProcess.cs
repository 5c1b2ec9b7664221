using ActorBroker.Hosting;
using ActorBroker.Hosting.Configuration;
using ActorBroker.Hosting.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace ActorBroker.Server.Running;

/// <summary>A broker that is all this process does. Its log goes to the standard error, what the user waits for to the standard output.</summary>
internal sealed class BrokerProcess(TextWriter output, TextWriter error, StopSignals signals)
{
    /// <summary>Starts it, waits for a signal or for its end, stops it; returns an <see cref="ExitCode"/>.</summary>
    public async Task<int> RunAsync(BrokerConfiguration configuration)
    {
        await using var logger = LoggerFor(configuration.LogLevel);
        BrokerHost host;
        try
        {
            host = await BrokerHost.StartAsync(configuration, BrokerPlatform.OfThisMachine(logger), signals.Token);
        }
        catch (BrokerStartException exception)
        {
            await error.WriteLineAsync(exception.Message);
            if (StartAdvice.For(exception.Problem, exception.Key) is { } advice)
                await error.WriteLineAsync(advice);
            return ExitCode.NotStarted;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Done;
        }

        Welcome.Write(output, host);
        await Task.WhenAny(host.Ended, signals.Arrived);
        if (signals.Arrived.IsCompleted)
            logger.Information("Stopping: {Signal} came.", await signals.Arrived);
        return await StopAsync(host, logger);
    }

    private static async Task<int> StopAsync(BrokerHost host, Logger logger)
    {
        try
        {
            await host.StopAsync();
        }
        catch (BrokerStopTimeoutException exception)
        {
            logger.Error("{Why}", exception.Message);
            return ExitCode.StopTimedOut;
        }

        if (!host.Ended.IsFaulted)
            return ExitCode.Done;

        logger.Error(host.Ended.Exception.InnerException, "The broker ended otherwise than it was asked to.");
        return ExitCode.Failed;
    }

    private static Logger LoggerFor(LogEventLevel level) => new LoggerConfiguration()
        .MinimumLevel.Is(level)
        .WriteTo.Console(new EventLine(withStacks: level <= LogEventLevel.Debug), standardErrorFromLevel: LevelAlias.Minimum)
        .CreateLogger();
}
