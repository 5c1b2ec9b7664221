using System.Runtime.InteropServices;

namespace ActorBroker.Model.Compression;

/// <summary>A context of libzstd's, freed once. Needs the library installed.</summary>
internal sealed class ZstdContext : SafeHandle
{
    private readonly bool _isForCompression;

    private ZstdContext(nint context, bool isForCompression)
        : base(0, ownsHandle: true)
    {
        _isForCompression = isForCompression;
        SetHandle(context);
        if (IsInvalid)
            throw new InsufficientMemoryException("libzstd has no memory for a context.");
    }

    public override bool IsInvalid => handle == 0;

    public static unsafe ZstdContext ForCompression() => new(ZstdLibrary.Installed!.CreateCompression(), isForCompression: true);

    public static unsafe ZstdContext ForDecompression() => new(ZstdLibrary.Installed!.CreateDecompression(), isForCompression: false);

    protected override unsafe bool ReleaseHandle()
    {
        var library = ZstdLibrary.Installed!;
        _ = _isForCompression ? library.FreeCompression(handle) : library.FreeDecompression(handle);
        return true;
    }
}
