namespace Akka.TestKit.Internal;

/// <summary>Between the two forms of an expectation: the synchronous one, and the one that awaits.</summary>
internal static class Forms
{
    // A waiting that blocks has ended when its task is returned: nothing is waited for here.
    public static T Sync<T>(ValueTask<T> ended) => ended.AsTask().GetAwaiter().GetResult();

    public static void Sync(ValueTask ended) => ended.AsTask().GetAwaiter().GetResult();

    public static List<T> Sync<T>(IAsyncEnumerable<T> all)
    {
        List<T> items = [];
        var each = all.GetAsyncEnumerator(CancellationToken.None);
        while (Sync(each.MoveNextAsync()))
            items.Add(each.Current);
        return items;
    }

    public static Func<Task<T>> Tasked<T>(Func<T> function) => () => Task.FromResult(function());

    public static Func<bool> Valued(Action action) => () =>
    {
        action();
        return true;
    };

    public static Func<Task<bool>> Valued(Func<Task> action) => async () =>
    {
        await action().ConfigureAwait(false);
        return true;
    };
}
