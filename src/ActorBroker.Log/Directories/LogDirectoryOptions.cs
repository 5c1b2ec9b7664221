using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Directories;

/// <summary>Whose log directories are to be opened, and how. None of it changes while they are open.</summary>
public sealed record LogDirectoryOptions
{
    /// <summary>The cluster's id; a directory of another cluster is refused. 1 to 255 bytes of UTF-8.</summary>
    public required string ClusterId { get; init; }

    /// <summary>This broker; a directory of another broker is refused.</summary>
    public required BrokerId Broker { get; init; }

    /// <summary>Gives a directory that is new its id; from the injected seeded source.</summary>
    public required Func<Guid> NewDirectoryId { get; init; }

    /// <summary>How many files may be open while nobody reads or writes them, in each directory; 1 and up. Default 64.</summary>
    public int OpenFilesMax
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = OpenFiles.OpenMaxDefault;
}
