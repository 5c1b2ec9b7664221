namespace ActorBroker.Benchmarks.Disk;

/// <summary>Someone else on the same file system who writes a file over and over and never flushes it, until disposed.</summary>
internal sealed class BackgroundWriter : IDisposable
{
    private const int FileBytesMax = 1 << 30;
    private const int PauseMs = 20;

    private readonly ManualResetEvent _stopped = new(initialState: false);
    private readonly Thread _thread;

    /// <summary>Begins to write so much; nothing when that is 0.</summary>
    public BackgroundWriter(string path, int mibPerSecond)
    {
        _thread = new Thread(() => Write(path, (int)((long)mibPerSecond * (1 << 20) * PauseMs / 1000)));
        _thread.Start();
    }

    public void Dispose()
    {
        _stopped.Set();
        _thread.Join();
        _stopped.Dispose();
    }

    private void Write(string path, int bytesAtOnce)
    {
        if (bytesAtOnce == 0)
            return;

        var bytes = new byte[bytesAtOnce];
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.None, FileOptions.DeleteOnClose);
        for (long position = 0; !_stopped.WaitOne(PauseMs); position = (position + bytes.Length) % FileBytesMax)
            RandomAccess.Write(file, bytes, position);
    }
}
