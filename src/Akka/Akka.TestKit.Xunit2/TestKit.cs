using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit.Xunit2.Internals;
using Xunit.Abstractions;

namespace Akka.TestKit.Xunit2;

/// <summary>
/// The base of xunit test classes with an actor system. Each test has a class of its own, and so a system; it is terminated when the test is over, and
/// a system that does not end fails the test. With an output helper, what is logged is the test's output.
/// </summary>
public class TestKit : TestKitBase, IDisposable
{
    protected readonly ITestOutputHelper? Output;

    private bool _isDisposed;

    /// <param name="system">Null: one with <see cref="TestKitBase.DefaultConfig"/>. One that is given is terminated as well.</param>
    public TestKit(ActorSystem? system = null, ITestOutputHelper? output = null)
        : base(Assertions, system)
    {
        Output = output;
        InitializeLogger(Sys);
    }

    public TestKit(ActorSystemSetup config, string? actorSystemName = null, ITestOutputHelper? output = null)
        : base(Assertions, config, actorSystemName)
    {
        Output = output;
        InitializeLogger(Sys);
    }

    /// <param name="config">Laid over <see cref="TestKitBase.DefaultConfig"/>.</param>
    public TestKit(Config config, string? actorSystemName = null, ITestOutputHelper? output = null)
        : base(Assertions, config, actorSystemName)
    {
        Output = output;
        InitializeLogger(Sys);
    }

    /// <param name="config">HOCON, laid over <see cref="TestKitBase.DefaultConfig"/>.</param>
    public TestKit(string config, ITestOutputHelper? output = null)
        : this(ConfigurationFactory.ParseString(config), null, output)
    {
    }

    protected static XunitAssertions Assertions { get; } = new();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs when the test is over; terminates the system. An override calls the base when it is done.</summary>
    /// <exception cref="TimeoutException">The system did not end; the message holds the tree of actors that are left.</exception>
    protected virtual void AfterAll() => Shutdown(duration: null, verifySystemShutdown: true);

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
            AfterAll();
        _isDisposed = true;
    }

    /// <summary>Has a system, this test's or another that it made, log into the test's output.</summary>
    protected void InitializeLogger(ActorSystem system)
    {
        if (Output is not null)
            Start(system, Output);
    }

    /// <param name="prefix">Stands before each line.</param>
    /// <inheritdoc cref="InitializeLogger(ActorSystem)"/>
    protected void InitializeLogger(ActorSystem system, string prefix)
    {
        if (Output is not null)
            Start(system, new PrefixedOutput(Output, prefix));
    }

    private void Start(ActorSystem system, ITestOutputHelper output)
    {
        TestKitExtension.For(system);
        var props = Props.Create(() => new TestOutputLogger(output)).WithDispatcher(CallingThreadDispatcher.Id);
        var logger = ((ExtendedActorSystem)system).SystemActorOf(props, "log-test");
        logger.Ask<LoggerInitialized>(new InitializeLogger(system.EventStream), TestKitSettings.DefaultTimeout).GetAwaiter().GetResult();
    }
}
