namespace ActorBroker.TestSupport;

/// <summary>A folder of the test's own, deleted with all it holds when disposed.</summary>
public sealed class TempDirectory : IDisposable
{
    /// <summary>The folder's full path; it exists.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("actorbroker-").FullName;

    /// <summary>Deletes the folder and all it holds.</summary>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
