namespace Akka.Dispatch;

/// <summary>Executes mailboxes on an <see cref="ExecutorService"/> that many actors share.</summary>
public class Dispatcher : MessageDispatcher
{
    private readonly ExecutorServiceFactory _executorServiceFactory;
    private readonly Lock _lock = new();
    private ExecutorService? _executor;

    /// <param name="throughputDeadlineTime">In <see cref="TimeSpan"/> ticks; null or not positive: none.</param>
    public Dispatcher(
        MessageDispatcherConfigurator configurator,
        string id,
        int throughput,
        long? throughputDeadlineTime,
        ExecutorServiceFactory executorServiceFactory,
        TimeSpan shutdownTimeout)
        : base(configurator)
    {
        _executorServiceFactory = executorServiceFactory;
        Id = id;
        Throughput = throughput;
        ThroughputDeadlineTime = throughputDeadlineTime > 0 ? throughputDeadlineTime : null;
        ShutdownTimeout = shutdownTimeout;
    }

    internal override bool HoldsThreads => Volatile.Read(ref _executor) is not (null or ThreadPoolExecutorService);

    protected override void ExecuteTask(IRunnable run)
    {
        var executor = Volatile.Read(ref _executor) ?? MakeExecutor();
        try
        {
            executor.Execute(run);
        }
        catch (RejectedExecutionException)
        {
            // It was shut down for idleness between the two lines above.
            MakeExecutor(instead: executor).Execute(run);
        }
    }

    protected override void Shutdown()
    {
        ExecutorService? executor;
        lock (_lock)
        {
            executor = _executor;
            _executor = null;
        }

        executor?.Shutdown();
    }

    private ExecutorService MakeExecutor(ExecutorService? instead = null)
    {
        lock (_lock)
        {
            if (_executor is null || ReferenceEquals(_executor, instead))
                _executor = _executorServiceFactory.Produce(Id);
            return _executor;
        }
    }
}
