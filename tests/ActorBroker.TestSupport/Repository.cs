namespace ActorBroker.TestSupport;

/// <summary>Where this checkout lies, and the folder of shared material beside it, found from the test's own assembly.</summary>
public static class Repository
{
    /// <summary>The checkout's top folder: the nearest one above the test assembly that holds <c>ActorBroker.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder <c>shared</c> beside the checkout, or null where there is none.</summary>
    public static string? Shared { get; } = FindShared();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ActorBroker.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No ActorBroker.sln above {AppContext.BaseDirectory}.");
    }

    private static string? FindShared()
    {
        var named = Environment.GetEnvironmentVariable("ACTORBROKER_SHARED");
        var folder = string.IsNullOrEmpty(named) ? Path.Combine(Root, "..", "shared") : named;
        return Directory.Exists(folder) ? Path.GetFullPath(folder) : null;
    }
}
