namespace ActorBroker.ConfluentClient;

/// <summary>What was changed may take a moment to be seen.</summary>
internal static class Settled
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks until the answer is such, and gives the last one after half a minute.</summary>
    public static async Task<T> AskAsync<T>(Func<Task<T>> ask, Predicate<T> isSo)
    {
        using var pauses = new PeriodicTimer(Pause);
        for (var asked = 0; ; asked++)
        {
            var answer = await ask();
            if (isSo(answer) || asked * Pause > Limit)
                return answer;
            await pauses.WaitForNextTickAsync();
        }
    }
}
