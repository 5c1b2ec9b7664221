namespace Akka.Actor.Internal;

/// <summary>What a timer puts into the mailbox: the actor's message and which timer it is from.</summary>
internal class TimerMessage : IAutoReceivedMessage, INoSerializationVerificationNeeded
{
    private TimerMessage(TimerScheduler owner, object key, object message, bool repeats)
    {
        Owner = owner;
        Key = key;
        Message = message;
        Repeats = repeats;
    }

    public TimerScheduler Owner { get; }

    public object Key { get; }

    public object Message { get; }

    public bool Repeats { get; }

    public static TimerMessage Create(TimerScheduler owner, object key, object message, bool repeats) =>
        message is INotInfluenceReceiveTimeout
            ? new Quiet(owner, key, message, repeats)
            : new TimerMessage(owner, key, message, repeats);

    public override string ToString() => $"TimerMessage({Key}: {Message})";

    private sealed class Quiet(TimerScheduler owner, object key, object message, bool repeats)
        : TimerMessage(owner, key, message, repeats), INotInfluenceReceiveTimeout;
}
