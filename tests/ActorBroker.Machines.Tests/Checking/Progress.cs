namespace ActorBroker.Machines.Tests.Checking;

/// <summary>The file named by <c>ACTORBROKER_EXPLORE_PROGRESS</c>, to which long runs add lines while they go on.</summary>
internal static class Progress
{
    private static readonly Lock Gate = new();

    /// <summary>Adds a line; does nothing when no file is named.</summary>
    public static void Add(string line)
    {
        if (Environment.GetEnvironmentVariable("ACTORBROKER_EXPLORE_PROGRESS") is not { Length: > 0 } path)
            return;
        lock (Gate)
            File.AppendAllText(path, line + Environment.NewLine);
    }
}
