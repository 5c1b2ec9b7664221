using ActorBroker.Log.Disk;

namespace ActorBroker.Log.Tests.Disk;

/// <summary>A planted mistake: some flushes are left out. What tests crash safety must fail on it.</summary>
/// <param name="inner">The disk that does the rest.</param>
/// <param name="forgets">
/// Whether the flush of this file or directory is left out; asked with <see cref="DiskOperationKind.Flush"/> or
/// <see cref="DiskOperationKind.FlushDirectory"/>, and the path.
/// </param>
public sealed class ForgetfulDisk(ILogDisk inner, Func<DiskOperationKind, string, bool> forgets) : DecoratedDisk(inner)
{
    /// <inheritdoc />
    public override ILogFile Open(string path, LogFileMode mode) => new ForgetfulFile(base.Open(path, mode), forgets);

    /// <inheritdoc />
    public override void FlushDirectory(string path)
    {
        if (!forgets(DiskOperationKind.FlushDirectory, path))
            base.FlushDirectory(path);
    }

    private sealed class ForgetfulFile(ILogFile inner, Func<DiskOperationKind, string, bool> forgets) : DecoratedFile(inner)
    {
        public override void Flush()
        {
            if (!forgets(DiskOperationKind.Flush, Path))
                base.Flush();
        }
    }
}
