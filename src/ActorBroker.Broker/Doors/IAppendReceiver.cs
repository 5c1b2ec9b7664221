namespace ActorBroker.Broker.Doors;

/// <summary>Takes the answers of appends.</summary>
public interface IAppendReceiver
{
    /// <summary>Called once for each request, on the thread of the partition's actor: hands on and returns, and throws nothing.</summary>
    /// <param name="tag">The request's <see cref="AppendRequest.Tag"/>.</param>
    /// <param name="answer">What became of the batch.</param>
    void OnAppended(int tag, in AppendAnswer answer);
}
