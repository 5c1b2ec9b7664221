namespace Akka.Actor;

/// <summary>Operations on a cancelable that may be null.</summary>
public static class CancelableExtensions
{
    /// <summary>Cancels if there is something to cancel.</summary>
    public static void CancelIfNotNull(this ICancelable? cancelable) => cancelable?.Cancel();
}
