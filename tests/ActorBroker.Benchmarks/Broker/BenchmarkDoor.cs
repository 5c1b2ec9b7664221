using ActorBroker.Broker.Doors;
using ActorBroker.Model;
using ActorBroker.Model.Records;
using Akka.Actor;

namespace ActorBroker.Benchmarks.Broker;

/// <summary>
/// A door that has a few batches under way at once. As many arrays go round: a partition answers in order, and patches the batches that it is given.
/// </summary>
internal sealed class BenchmarkDoor : IAppendReceiver, IDisposable
{
    private readonly SemaphoreSlim _free;
    private readonly byte[][] _batches;
    private int _next;

    public BenchmarkDoor(byte[] batch, int atOnce)
    {
        _batches = [.. Enumerable.Range(0, atOnce).Select(_ => (byte[])[.. batch])];
        _free = new SemaphoreSlim(atOnce);
    }

    public void Send(HostedPartition hosted, RecordBatchValidation validation)
    {
        _free.Wait();
        var batch = _batches[_next++ % _batches.Length];
        hosted.Actor.Tell(
            new AppendRequest { Batch = batch, Validation = validation, Acks = Acks.All, Receiver = this }, ActorRefs.NoSender);
    }

    public void AwaitAll()
    {
        for (var waited = 0; waited < _batches.Length; waited++)
            _free.Wait();
    }

    public void OnAppended(int tag, in AppendAnswer answer)
    {
        Invariant.Holds(answer.Error == ErrorCode.None, "a batch of the benchmark is appended");
        _free.Release();
    }

    public void Dispose() => _free.Dispose();
}
