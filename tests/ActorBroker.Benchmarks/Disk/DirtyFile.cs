using Microsoft.Win32.SafeHandles;

namespace ActorBroker.Benchmarks.Disk;

/// <summary>A log in small: a file that is appended to and flushed, and how long each append waited to be durable.</summary>
internal sealed class DirtyFile : IDisposable
{
    private readonly byte[] _group;
    private readonly List<double> _waits = [];
    private long _position;
    private long _appended;

    public DirtyFile(string path, Preparation preparation, int groupBytes, int groupsMax)
    {
        _group = new byte[groupBytes];
        new Random(1).NextBytes(_group);
        Handle = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite, FileOptions.DeleteOnClose);
        var length = (long)groupBytes * groupsMax;
        if (preparation == Preparation.Reserved)
            FlushCalls.Preallocate(Handle, length);
        if (preparation == Preparation.Zeroed)
            WriteZeros(length);
        FlushCalls.Flush(Handle);
    }

    public SafeFileHandle Handle { get; }

    /// <summary>Milliseconds from each append to the flush that covered it.</summary>
    public IReadOnlyList<double> Waits => _waits;

    /// <summary>Writes what the writers of this log gathered.</summary>
    public void Append()
    {
        _appended = TimeProvider.System.GetTimestamp();
        RandomAccess.Write(Handle, _group, _position);
        _position += _group.Length;
    }

    /// <summary>Makes it durable and tells the writers.</summary>
    public void Flush()
    {
        FlushCalls.Flush(Handle);
        NoteDurable();
    }

    /// <summary>Another call made it durable.</summary>
    public void NoteDurable() => _waits.Add(TimeProvider.System.GetElapsedTime(_appended).TotalMilliseconds);

    public void Dispose() => Handle.Dispose();

    private void WriteZeros(long length)
    {
        var zeros = new byte[1 << 20];
        for (long position = 0; position < length; position += zeros.Length)
            RandomAccess.Write(Handle, zeros.AsSpan(0, (int)Math.Min(zeros.Length, length - position)), position);
    }
}
