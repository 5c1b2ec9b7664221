namespace ActorBroker.Log.Reading;

/// <summary>
/// Counts who still needs a buffer that its owner will reuse. An appender that lends its buffers to the log lets readers
/// be served from memory; see <see cref="PartitionLogOptions.TailBytesMax"/>.
/// </summary>
public interface IBufferLease
{
    /// <summary>Takes a share; false when the buffer was given back already. Any thread.</summary>
    bool TryRetain();

    /// <summary>Gives a share back, once for each that was taken. Any thread.</summary>
    void Release();
}
