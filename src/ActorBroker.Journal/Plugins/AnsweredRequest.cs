namespace ActorBroker.Journal.Plugins;

/// <summary>A request with its answer.</summary>
/// <typeparam name="T">What is answered.</typeparam>
internal abstract class AnsweredRequest<T> : PluginRequest
{
    private readonly TaskCompletionSource<T> _outcome = new();

    /// <summary>Ends with the answer, on the thread that gives it.</summary>
    public Task<T> Answer => _outcome.Task;

    /// <inheritdoc />
    public override void Fail(Exception cause) => _outcome.TrySetException(cause);

    /// <summary>Answers, unless it was answered.</summary>
    protected void Succeed(T answer) => _outcome.TrySetResult(answer);

    /// <summary>Answers with the failure, if there is one.</summary>
    protected void End(T answer, Exception? failure)
    {
        if (failure is null)
            Succeed(answer);
        else
            Fail(failure);
    }
}
