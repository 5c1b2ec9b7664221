using System.Runtime.InteropServices;

namespace ActorBroker.Model.Compression;

/// <summary>The functions of libzstd that we use, bound when the library is installed in version 1.4 or later.</summary>
/// <remarks>Threading: the functions may be called from any thread, a context from one at a time.</remarks>
internal sealed unsafe class ZstdLibrary
{
    /// <summary>What is shorter inflates faster without the library: making a context costs about 10 µs.</summary>
    public const int InputBytesMin = 4 * 1_024;

    private const uint VersionMin = 10_400;

    private const DllImportSearchPath SearchPath = DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories;

    private static readonly string[] Names = ["libzstd.so.1", "libzstd.1.dylib", "libzstd.dll", "zstd.dll"];

    private ZstdLibrary(nint handle)
    {
        IsError = (delegate* unmanaged<nuint, uint>)NativeLibrary.GetExport(handle, "ZSTD_isError");
        CreateDecompression = (delegate* unmanaged<nint>)NativeLibrary.GetExport(handle, "ZSTD_createDCtx");
        FreeDecompression = (delegate* unmanaged<nint, nuint>)NativeLibrary.GetExport(handle, "ZSTD_freeDCtx");
        SetDecompression = (delegate* unmanaged<nint, int, int, nuint>)NativeLibrary.GetExport(handle, "ZSTD_DCtx_setParameter");
        Decompress = (delegate* unmanaged<nint, OutBuffer*, InBuffer*, nuint>)NativeLibrary.GetExport(handle, "ZSTD_decompressStream");
        CreateCompression = (delegate* unmanaged<nint>)NativeLibrary.GetExport(handle, "ZSTD_createCCtx");
        FreeCompression = (delegate* unmanaged<nint, nuint>)NativeLibrary.GetExport(handle, "ZSTD_freeCCtx");
        SetCompression = (delegate* unmanaged<nint, int, int, nuint>)NativeLibrary.GetExport(handle, "ZSTD_CCtx_setParameter");
        Compress = (delegate* unmanaged<nint, byte*, nuint, byte*, nuint, nuint>)NativeLibrary.GetExport(handle, "ZSTD_compress2");
        CompressedBytesMax = (delegate* unmanaged<nuint, nuint>)NativeLibrary.GetExport(handle, "ZSTD_compressBound");
    }

    /// <summary>The library; null when it is not installed.</summary>
    public static ZstdLibrary? Installed { get; } = Load();

    /// <summary>1 when a result of another function tells an error.</summary>
    public delegate* unmanaged<nuint, uint> IsError { get; }

    public delegate* unmanaged<nint> CreateDecompression { get; }

    public delegate* unmanaged<nint, nuint> FreeDecompression { get; }

    public delegate* unmanaged<nint, int, int, nuint> SetDecompression { get; }

    /// <summary>Goes on with a frame; 0 at the end of one whose output was all given.</summary>
    public delegate* unmanaged<nint, OutBuffer*, InBuffer*, nuint> Decompress { get; }

    public delegate* unmanaged<nint> CreateCompression { get; }

    public delegate* unmanaged<nint, nuint> FreeCompression { get; }

    public delegate* unmanaged<nint, int, int, nuint> SetCompression { get; }

    /// <summary>Makes one frame of (context, target, its size, source, its size); gives the frame's size.</summary>
    public delegate* unmanaged<nint, byte*, nuint, byte*, nuint, nuint> Compress { get; }

    /// <summary>The largest size of a frame for a source of this size.</summary>
    public delegate* unmanaged<nuint, nuint> CompressedBytesMax { get; }

    private static ZstdLibrary? Load()
    {
        foreach (var name in Names)
        {
            if (!NativeLibrary.TryLoad(name, typeof(ZstdLibrary).Assembly, SearchPath, out var handle))
                continue;
            if (IsRecent(handle))
                return new ZstdLibrary(handle);
            NativeLibrary.Free(handle);
        }

        return null;
    }

    private static bool IsRecent(nint handle) =>
        NativeLibrary.TryGetExport(handle, "ZSTD_versionNumber", out var version) &&
        ((delegate* unmanaged<uint>)version)() >= VersionMin;

    /// <summary>Where output goes: address, size, and how much is written.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct OutBuffer
    {
        public byte* Bytes;
        public nuint Size;
        public nuint Written;
    }

    /// <summary>Where input comes from: address, size, and how much is taken.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct InBuffer
    {
        public byte* Bytes;
        public nuint Size;
        public nuint Taken;
    }
}
