using Akka.Actor;
using Akka.Event;
using Xunit.Abstractions;

namespace Akka.TestKit.Xunit2.Internals;

/// <summary>Writes log events into a test's output. What is logged when the test is over is nobody's output and is dropped.</summary>
public class TestOutputLogger : ReceiveActor
{
    public TestOutputLogger(ITestOutputHelper output)
    {
        Receive<LogEvent>(logged => Write(output, logged));
        Receive<InitializeLogger>(start =>
        {
            start.LoggingBus.Subscribe(Self, typeof(LogEvent));
            Sender.Tell(new LoggerInitialized(), Self);
        });
    }

    private static void Write(ITestOutputHelper output, LogEvent logged)
    {
        try
        {
            output.WriteLine(logged.ToString());
        }
        catch (InvalidOperationException)
        {
            // Xunit's word for: the test is over.
        }
    }
}
